"""analyst.py COMMENTS.csv OUT.sqlite: the job as an analyst would script it: csv, jieba, regular expressions and sqlite3.

It does less than sifeng: it removes phone and identity numbers only, knows sixteen townships, a few departments and some forty
expressions of the four winds, and stores the words of every comment."""
import csv
import re
import sqlite3
import sys

import jieba

jieba.setLogLevel(60)

PRIVATE = [(re.compile(r'(?<!\d)\d{17}[\dXx](?!\d)'), '〔身份证〕'), (re.compile(r'(?<!\d)1[3-9]\d{9}(?!\d)'), '〔手机〕')]
WINDS = {
    'formalism': re.compile('形式主义|走过场|敷衍|面子工程|形象工程|政绩工程|弄虚作假|假大空|文山会海|花架子'),
    'bureaucratism': re.compile('不作为|推诿|踢皮球|态度恶劣|没人管|无人管|乱收费|刁难|官僚|吃拿卡要|门难进|脸难看|事难办|高高在上'),
    'hedonism': re.compile('上班.{0,6}(?:打牌|玩手机|玩游戏|炒股)|脱岗|空岗|吃空饷|享乐|得过且过|贪图安逸'),
    'extravagance': re.compile('公款|公车私用|大吃大喝|送礼|红包|铺张浪费|大操大办|奢靡|豪华'),
}
TOWNSHIPS = re.compile('城关|颍桥|麦岭|颍阳|王洛|紫云|库庄|十里铺|山头店|湛北|茨沟|丁营|姜庄|范湖|双庙|汾陈')
DEPARTMENTS = re.compile('民政局|公安局|教体局|国土局|卫生局|交通局|水利局|农业局|城管局|环保局|人社局|住建局|财政局|信访局|派出所|医院|学校')


def first(pattern, *texts):
    for text in texts:
        found = pattern.search(text or '')
        if found:
            return found.group()
    return None


db = sqlite3.connect(sys.argv[2])
db.execute('create table comments(id, received_at, channel, township, department, text, tokens)')
db.execute('create table tags(comment_id, wind, evidence)')
with open(sys.argv[1], encoding='utf-8', newline='') as file:
    for row in csv.DictReader(file):
        text = row['内容']
        for pattern, mark in PRIVATE:
            text = pattern.sub(mark, text)
        db.execute('insert into comments values (?, ?, ?, ?, ?, ?, ?)', (
            row['编号'], row['时间'], row['渠道'], first(TOWNSHIPS, row['乡镇'], text), first(DEPARTMENTS, row['单位'], text), text,
            ' '.join(jieba.cut(text, HMM=False))))
        for wind, pattern in WINDS.items():
            found = pattern.search(text)
            if found:
                db.execute('insert into tags values (?, ?, ?)', (row['编号'], wind, found.group()))
db.commit()
