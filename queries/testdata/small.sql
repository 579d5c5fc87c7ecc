-- An invented county, small enough to count by hand. The texts are the tokens without their blanks.

insert into runs values
    ('run1', 1, '2014-05-01 08:00:00', 'v1', 'd1', 'r1', 'k1', '2014-04-30', '000000', '甲县', null, 1),
    ('run2', 2, '2014-05-30 08:00:00', 'v2', 'd2', 'r1', 'k1', '2014-05-31', '000000', '甲县', null, 1);

insert into channels values
    ('ch.sms', '短信', 'Text messages', true),
    ('ch.site', '网站', 'Web site', true),
    ('ch.letter', '来信', 'Letters', false),
    ('ch.box', '意见箱', 'Suggestion boxes', true);

insert into townships values
    ('t1', '东镇', 20000, 5000, 1, 1, 1),
    ('t2', '西乡', 10000, null, 2, 1, 2),
    ('t3', '南乡', null, null, 3, 2, 1),
    ('t4', '北乡', 8000, null, 4, null, null);

insert into departments values
    ('d.civil', '甲县民政局', '民政局', '政府部门', true, 1),
    ('d.police', '甲县公安局', '公安局', '政府部门', true, 2),
    ('d.water', '甲县水利局', '水利局', '政府部门', false, 3),
    ('d.school', '甲县教育局', '教育局', '政府部门', false, 4),
    ('d.party', '甲县县委办', '县委办', '党委部门', false, 5);

insert into winds values
    ('winds', 'formalism', '形式主义', 'Formalism', 1),
    ('winds', 'bureaucratism', '官僚主义', 'Bureaucratism', 2),
    ('winds', 'hedonism', '享乐主义', 'Hedonism', 3),
    ('winds', 'extravagance', '奢靡之风', 'Extravagance', 4),
    ('winds', 'other', '四风之外', 'Beside the four winds', 5),
    ('topics', 'sg.livelihood', '维护民生民利', 'Livelihood', 6);

insert into problems values
    ('winds', 'formalism', 'formalism.meetings', '文山会海', 'Meetings', '会议过多', '精简会议活动；精简文件简报', 1),
    ('winds', 'bureaucratism', 'bureaucratism.inaction', '不作为', 'Inaction', '没人管', null, 2),
    ('winds', 'bureaucratism', 'bureaucratism.buck_passing', '推诿扯皮', 'Buck-passing', '互相推', null, 3),
    ('winds', 'bureaucratism', 'bureaucratism.attitude', '态度差', 'Attitude', '态度差', null, 4),
    ('winds', 'hedonism', 'hedonism.discipline', '纪律松散', 'Slack discipline', '脱岗', null, 5),
    ('winds', 'extravagance', 'extravagance.banquets', '公款吃喝', 'Banquets', '公款吃喝', '厉行勤俭节约', 6),
    ('winds', 'other', 'other.corruption', '腐败线索', 'Corruption', '贪污', null, 7),
    ('topics', 'sg.livelihood', 'sg.livelihood.dibao', '城乡低保', 'Dibao', '低保', null, 8),
    ('topics', 'sg.livelihood', 'sg.livelihood.road', '道路桥梁', 'Roads', '道路', null, 9),
    ('topics', 'sg.livelihood', 'sg.livelihood.drinking_water', '饮水与供水', 'Water', '饮水', null, 10);

insert into facets values
    ('bureaucratism.no_reply', 'bureaucratism.inaction', '反映不回复', 'No reply', 1);

insert into sources values
    ('s1', 'sms.csv', '', 'aa', 'gb18030', 34, 30, 2, 1, 1, 3, 0, 0),
    ('s2', 'letters.xlsx', '四月', 'bb', 'xlsx', 22, 20, 0, 0, 2, 40, 1, 0),
    ('s3', '来信.doc', '', 'cc', '', 0, 0, 0, 0, 0, 0, 0, 0);

insert into quarantine values
    ('s1', 9, '没有正文'),
    ('s2', 12, '没有正文'),
    ('s2', 15, '不是一条意见'),
    ('s3', 0, '整个文件没有读');

insert into comments by name
select
    *,
    cast(comment_id[2:] as integer) as comment_no,
    length(token_text) - length(replace(token_text, ' ', '')) + 1 as n_tokens,
    false as touches_winds
from (values
    ('c01', 's1', 2, null, '2014-03-03 09:00:00', 'ch.sms', '来件1', '东镇去民政局办理低保手续被推来推去跑了几趟', 'complaint', false, 'u0', 't1', 'named', 'd.civil', 'named', null, null, 'p00', 'dup00', null, null, null, false, false, 'k01', 'dup00', null, null, '东镇 去 民政局 办理 低保 手续 被 推来推去 跑 了 几趟'),
    ('c02', 's1', 3, 'n02', '2014-03-04 10:01:00', 'ch.site', '来件2', '干部天天开会找不到人', 'complaint', false, 'u1', 't1', 'field', null, null, 1, 0, 'p03', 'dup05', null, '2014-03-07 10:01:00', '县政府办', false, false, 'k02', 'dup05', null, null, '干部 天天 开会 找 不 到 人'),
    ('c03', 's1', 4, null, '2014-03-05 11:02:00', 'ch.sms', '来件3', '请问低保申请需要什么材料', 'inquiry', false, 'u0', 't2', 'field', 'd.civil', 'named', null, null, 'p06', 'dup10', null, null, null, false, false, 'k03', 'dup10', null, null, '请问 低保 申请 需要 什么 材料'),
    ('c04', 's1', 5, null, '2014-03-07 12:03:00', 'ch.letter', '来件4', '派出所户籍窗口态度恶劣爱理不理', 'complaint', false, 'u2', 't1', 'field', 'd.police', 'named', null, null, 'p09', 'dup03', null, null, null, false, false, 'k04', 'dup03', null, null, '派出所 户籍 窗口 态度 恶劣 爱理不理'),
    ('c05', 's1', 6, null, '2014-03-10 13:04:00', null, '来件5', '建议早日接通自来水管网', 'suggestion', false, 'u0', 't3', 'named', 'd.water', 'named', null, null, 'p01', 'dup_water', null, '2014-03-30 13:04:00', '县政府办', false, false, 'k05', 'dup_water', null, null, '建议 早日 接通 自来水 管网'),
    ('c06', 's1', 7, null, '2014-03-11 14:05:00', 'ch.sms', '来件6', '反映多次没人管低保一直办不下来', 'complaint', false, 'u1', null, null, 'd.civil', 'named', null, null, 'p04', 'dup01', null, null, null, false, false, 'k06', 'dup01', null, null, '反映 多次 没人管 低保 一直 办 不 下来'),
    ('c07', 's1', 8, 'n07', '2014-03-12 15:06:00', 'ch.site', null, null, 'complaint', false, 'u3', 't1', 'field', null, null, 1, 0, 'p07', 'dup06', null, null, null, false, true, 'k07', 'dup06', null, null, null),
    ('c08', 's1', 9, null, '2014-03-17 16:07:00', 'ch.sms', '来件8', '去民政局办理低保手续被推来推去跑了几趟', 'complaint', false, 'u0', 't1', 'field', 'd.civil', 'named', null, null, 'p10', 'dup00', null, '2014-05-26 16:07:00', '民政局', false, false, 'k08', 'dup00', null, null, '去 民政局 办理 低保 手续 被 推来推去 跑 了 几趟'),
    ('c09', 's1', 10, null, '2014-03-18 09:08:00', 'ch.letter', '来件9', '村里道路坏了多次反映没人管', 'complaint', false, 'u1', 't2', 'named', null, null, null, null, null, 'dup_road', null, null, null, false, false, 'k09', 'dup_road', null, null, '村里 道路 坏 了 多次 反映 没人管'),
    ('c10', 's1', 11, null, '2014-03-19 10:09:00', null, '来件10', '请问低保申请需要什么材料', 'inquiry', false, 'u0', 't1', 'field', 'd.civil', 'named', null, null, 'p05', 'dup10', null, null, null, false, false, 'k10', 'dup10', null, null, '请问 低保 申请 需要 什么 材料'),
    ('c11', 's1', 12, null, '2014-03-20 11:10:00', 'ch.sms', '来件11', '没有意见', null, true, 'u0', 't3', 'field', null, null, null, null, 'p08', null, null, null, null, false, false, 'k11', null, null, null, '没有 意见'),
    ('c12', 's1', 13, 'n12', '2014-03-24 12:11:00', 'ch.site', '来件12', '感谢民警帮助找回老人', 'praise', false, 'u0', null, null, 'd.police', 'named', 1, 0, 'p00', 'dup_thanks', null, null, null, false, false, 'k12', 'dup_thanks', null, null, '感谢 民警 帮助 找回 老人'),
    ('c13', 's1', 14, null, '2014-03-25 13:12:00', 'ch.sms', '来件13', '东镇反映多次没人管低保一直办不下来', 'complaint', false, 'u1', 't1', 'named', 'd.civil', 'named', null, null, 'p03', 'dup01', null, null, null, false, false, 'k13', 'dup01', null, null, '东镇 反映 多次 没人管 低保 一直 办 不 下来'),
    ('c14', 's1', 15, null, '2014-03-26 14:13:00', 'ch.letter', '来件14', '乡里公款吃喝大吃大喝', 'complaint', false, 'u3', 't1', 'field', null, null, null, null, 'p06', 'dup06', null, '2014-04-15 14:13:00', '县政府办', false, false, 'k14', 'dup06', null, null, '乡里 公款 吃喝 大吃大喝'),
    ('c15', 's1', 16, null, '2014-03-31 15:14:00', null, '来件15', '去民政局办理低保手续被推来推去跑了几趟', 'complaint', false, 'u0', 't2', 'field', 'd.civil', 'named', null, null, 'p09', 'dup00', null, null, null, false, false, 'k15', 'dup00', null, null, '去 民政局 办理 低保 手续 被 推来推去 跑 了 几趟'),
    ('c16', 's1', 17, null, '2014-04-01 16:15:00', 'ch.sms', '来件16', '上班时间窗口没人打牌', 'complaint', false, 'u1', 't1', 'field', 'd.civil', 'named', null, null, 'p01', 'dup_cards', null, null, null, false, false, 'k16', 'dup_cards', null, null, '上班 时间 窗口 没人 打牌'),
    ('c17', 's1', 18, 'n17', null, 'ch.site', '来件17', '南乡请问低保申请需要什么材料', 'inquiry', false, 'u0', 't3', 'named', 'd.civil', 'named', 1, 0, 'p04', 'dup10', null, null, null, false, false, 'k17', 'dup10', null, null, '南乡 请问 低保 申请 需要 什么 材料'),
    ('c18', 's1', 19, null, '2014-04-07 10:17:00', 'ch.sms', '来件18', '派出所户籍窗口态度恶劣爱理不理', 'complaint', false, 'u2', null, null, 'd.police', 'named', null, null, null, 'dup03', null, null, null, false, false, 'k18', 'dup03', null, null, '派出所 户籍 窗口 态度 恶劣 爱理不理'),
    ('c19', 's1', 20, null, '2014-04-08 11:18:00', 'ch.letter', '来件19', '感谢民警帮助找回老人', 'praise', false, 'u0', 't1', 'field', 'd.police', 'named', null, null, 'p10', 'dup_thanks', null, null, null, false, false, 'k19', 'dup_thanks', null, null, '感谢 民警 帮助 找回 老人'),
    ('c20', 's1', 21, null, '2014-04-09 12:19:00', null, '来件20', '反映多次没人管低保一直办不下来', 'complaint', false, 'u1', 't1', 'field', 'd.civil', 'named', null, null, 'p02', 'dup01', null, '2014-04-12 12:19:00', '民政局', false, false, 'k20', 'dup01', null, null, '反映 多次 没人管 低保 一直 办 不 下来'),
    ('c21', 's1', 22, null, '2014-04-14 13:20:00', 'ch.sms', '来件21', '西乡乡里公款吃喝大吃大喝', 'complaint', false, 'u3', 't2', 'named', null, null, null, null, 'p05', 'dup06', null, null, null, false, false, 'k21', 'dup06', null, null, '西乡 乡里 公款 吃喝 大吃大喝'),
    ('c22', 's1', 23, 'n22', '2014-04-15 14:21:00', 'ch.site', '来件22', '去民政局办理低保手续被推来推去跑了几趟', 'complaint', false, 'u0', 't1', 'field', 'd.civil', 'named', 1, 0, 'p08', 'dup00', null, null, null, false, false, 'k22', 'dup00', null, null, '去 民政局 办理 低保 手续 被 推来推去 跑 了 几趟'),
    ('c23', 's1', 24, null, '2014-04-22 15:22:00', 'ch.sms', '来件23', '建议学校门口增加民警', 'suggestion', false, 'u0', 't3', 'field', 'd.school', 'named', null, null, 'p00', 'dup_gate', null, '2014-05-12 15:22:00', '县政府办', false, false, 'k23', 'dup_gate', null, null, '建议 学校 门口 增加 民警'),
    ('c24', 's1', 25, null, '2014-04-23 16:23:00', 'ch.letter', '来件24', '请问低保申请需要什么材料', 'inquiry', false, 'u0', null, null, 'd.civil', 'named', null, null, 'p03', 'dup10', null, null, null, false, false, 'k24', 'dup10', null, null, '请问 低保 申请 需要 什么 材料'),
    ('c25', 's1', 26, null, '2014-04-24 09:24:00', null, '来件25', '东镇派出所户籍窗口态度恶劣爱理不理', 'complaint', false, 'u2', 't1', 'named', 'd.police', 'named', null, null, 'p06', 'dup03', null, null, null, false, false, 'k25', 'dup03', null, null, '东镇 派出所 户籍 窗口 态度 恶劣 爱理不理'),
    ('c26', 's1', 27, null, '2014-04-25 10:25:00', 'ch.sms', null, null, 'complaint', false, 'u0', 't1', 'field', null, null, null, null, 'p09', null, null, '2014-05-30 10:25:00', '县政府办', true, true, 'k26', null, null, null, null),
    ('c27', 's1', 28, 'n27', '2014-04-29 11:26:00', 'ch.site', '来件27', '反映多次没人管低保一直办不下来', 'complaint', false, 'u1', 't2', 'field', 'd.civil', 'named', 1, 0, null, 'dup01', null, null, null, false, false, 'k27', 'dup01', null, null, '反映 多次 没人管 低保 一直 办 不 下来'),
    ('c28', 's1', 29, null, '2014-04-30 12:27:00', 'ch.sms', '来件28', '乡里公款吃喝大吃大喝', 'complaint', false, 'u3', 't1', 'field', null, null, null, null, 'p04', 'dup06', null, null, null, false, false, 'k28', 'dup06', null, null, '乡里 公款 吃喝 大吃大喝'),
    ('c29', 's1', 30, null, '2014-05-01 13:28:00', 'ch.letter', '来件29', '南乡去民政局办理低保手续被推来推去跑了几趟', 'complaint', false, 'u0', 't3', 'named', 'd.civil', 'named', null, null, 'p07', 'dup00', null, '2014-05-04 13:28:00', '民政局', false, false, 'k29', 'dup00', null, null, '南乡 去 民政局 办理 低保 手续 被 推来推去 跑 了 几趟'),
    ('c30', 's1', 31, null, '2014-05-02 14:29:00', null, '来件30', '村里道路坏了多次反映没人管', 'complaint', false, 'u1', null, null, null, null, null, null, 'p10', 'dup_road', null, null, null, false, false, 'k30', 'dup_road', null, null, '村里 道路 坏 了 多次 反映 没人管'),
    ('c31', 's2', 2, null, '2014-05-03 15:30:00', 'ch.sms', '来件31', '请问低保申请需要什么材料', 'inquiry', false, 'u0', 't1', 'field', 'd.civil', 'named', null, null, 'p02', 'dup10', null, null, null, false, false, 'k31', 'dup10', null, null, '请问 低保 申请 需要 什么 材料'),
    ('c32', 's2', 3, 'n32', '2014-05-05 16:31:00', 'ch.site', '来件32', '派出所户籍窗口态度恶劣爱理不理', 'complaint', false, 'u2', 't1', 'field', 'd.police', 'named', 1, 0, 'p05', 'dup03', null, '2014-05-25 16:31:00', '公安局', false, false, 'k32', 'dup03', null, null, '派出所 户籍 窗口 态度 恶劣 爱理不理'),
    ('c33', 's2', 4, null, '2014-05-06 09:32:00', 'ch.sms', '来件33', '建议早日接通自来水管网', 'suggestion', false, 'u0', 't2', 'named', 'd.water', 'named', null, null, 'p08', 'dup_water', null, null, null, false, false, 'k33', 'dup_water', null, null, '建议 早日 接通 自来水 管网'),
    ('c34', 's2', 5, null, null, 'ch.letter', '来件34', '没有意见', null, true, 'u0', 't1', 'field', null, null, null, null, 'p00', null, null, null, null, false, false, 'k34', null, null, null, '没有 意见'),
    ('c35', 's2', 6, null, '2014-05-08 11:34:00', null, '来件35', '乡里公款吃喝大吃大喝', 'complaint', false, 'u3', 't3', 'field', null, null, null, null, 'p03', 'dup06', null, '2014-05-30 11:34:00', '县政府办', false, false, 'k35', 'dup06', null, null, '乡里 公款 吃喝 大吃大喝'),
    ('c36', 's2', 7, null, '2014-05-12 12:35:00', 'ch.sms', '来件36', '上班时间窗口没人打牌', 'complaint', false, 'u0', null, null, 'd.civil', 'named', null, null, null, 'dup_cards', null, null, null, false, false, 'k36', 'dup_cards', null, null, '上班 时间 窗口 没人 打牌'),
    ('c37', 's2', 8, 'n37', '2014-05-13 13:36:00', 'ch.site', '来件37', '东镇干部天天开会找不到人', 'complaint', false, 'u1', 't1', 'named', null, null, 1, 0, 'p09', 'dup05', null, null, null, false, false, 'k37', 'dup05', null, null, '东镇 干部 天天 开会 找 不 到 人'),
    ('c38', 's2', 9, null, '2014-05-14 14:37:00', 'ch.sms', '来件38', '请问低保申请需要什么材料', 'inquiry', false, 'u0', 't1', 'field', 'd.civil', 'named', null, null, 'p01', 'dup10', null, '2014-05-17 14:37:00', '民政局', false, false, 'k38', 'dup10', null, null, '请问 低保 申请 需要 什么 材料'),
    ('c39', 's2', 10, null, '2014-05-15 15:38:00', 'ch.letter', '来件39', '派出所户籍窗口态度恶劣爱理不理', 'complaint', false, 'u2', 't2', 'field', 'd.police', 'named', null, null, 'p04', 'dup03', null, null, null, false, false, 'k39', 'dup03', null, null, '派出所 户籍 窗口 态度 恶劣 爱理不理'),
    ('c40', 's2', 11, null, '2014-05-16 16:39:00', null, '来件40', '上班时间窗口没人打牌', 'complaint', false, 'u0', 't1', 'field', 'd.civil', 'named', null, null, 'p07', 'dup_cards', null, null, null, false, false, 'k40', 'dup_cards', null, null, '上班 时间 窗口 没人 打牌'),
    ('c41', 's2', 12, null, '2014-05-19 09:40:00', 'ch.sms', null, null, 'complaint', false, 'u1', 't3', 'named', null, null, null, null, 'p10', null, null, '2014-05-30 09:40:00', '县政府办', false, true, 'k41', null, null, null, null),
    ('c42', 's2', 13, 'n42', '2014-05-20 10:41:00', 'ch.site', '来件42', '乡里公款吃喝大吃大喝', 'complaint', false, 'u3', null, null, null, null, 1, 0, 'p02', 'dup06', null, null, null, false, false, 'k42', 'dup06', null, null, '乡里 公款 吃喝 大吃大喝'),
    ('c43', 's2', 14, null, '2014-05-21 11:42:00', 'ch.sms', '来件43', '感谢东镇干部送来抗旱水泵', 'praise', false, 'u0', 't1', 'field', null, null, null, null, 'p05', null, null, null, null, false, false, 'k43', null, null, null, '感谢 东镇 干部 送 来 抗旱 水泵'),
    ('c44', 's2', 15, null, '2014-05-22 12:43:00', 'ch.letter', '来件44', '村里道路坏了多次反映没人管', 'complaint', false, 'u1', 't1', 'field', null, null, null, null, 'p08', 'dup_road', null, '2014-05-30 12:43:00', '县政府办', false, false, 'k44', 'dup_road', null, null, '村里 道路 坏 了 多次 反映 没人管'),
    ('c45', 's2', 16, null, '2014-05-23 13:44:00', null, '来件45', '西乡请问低保申请需要什么材料', 'inquiry', false, 'u0', 't2', 'named', 'd.civil', 'named', null, null, null, 'dup10', null, null, null, false, false, 'k45', 'dup10', null, null, '西乡 请问 低保 申请 需要 什么 材料'),
    ('c46', 's2', 17, null, '2014-05-24 14:45:00', 'ch.sms', '来件46', '派出所户籍窗口态度恶劣爱理不理', 'complaint', false, 'u2', 't1', 'field', 'd.police', 'named', null, null, 'p03', 'dup03', null, null, null, false, false, 'k46', 'dup03', null, null, '派出所 户籍 窗口 态度 恶劣 爱理不理'),
    ('c47', 's2', 18, 'n47', '2014-05-26 15:46:00', 'ch.site', '来件47', '建议学校门口增加民警', 'suggestion', false, 'u0', 't3', 'field', 'd.school', 'named', 1, 0, 'p06', 'dup_gate', null, '2014-05-29 15:46:00', '县政府办', false, false, 'k47', 'dup_gate', null, null, '建议 学校 门口 增加 民警'),
    ('c48', 's2', 19, null, '2014-05-27 16:47:00', 'ch.sms', '来件48', '反映多次没人管低保一直办不下来', 'complaint', false, 'u1', null, null, 'd.civil', 'named', null, null, 'p09', 'dup01', null, null, null, false, false, 'k48', 'dup01', null, null, '反映 多次 没人管 低保 一直 办 不 下来'),
    ('c49', 's2', 20, null, '2014-05-28 09:48:00', 'ch.letter', '来件49', '东镇乡里公款吃喝大吃大喝', 'complaint', false, 'u3', 't1', 'named', null, null, null, null, 'p01', 'dup06', null, null, null, false, false, 'k49', 'dup06', null, null, '东镇 乡里 公款 吃喝 大吃大喝'),
    ('c50', 's2', 21, null, '2014-05-29 10:49:00', null, '来件50', '去民政局办理低保手续被推来推去跑了几趟', 'complaint', false, 'u0', 't1', 'field', 'd.civil', 'named', null, null, 'p04', 'dup00', null, '2014-05-30 10:49:00', '民政局', false, false, 'k50', 'dup00', null, null, '去 民政局 办理 低保 手续 被 推来推去 跑 了 几趟')
) as t(
    comment_id, source_id, row_no, native_id, received_at, channel, title, text, kind, no_opinion, urgency, township_code, township_how,
    department_code, department_how, votes_up, votes_down, submitter_key, dup_group, parent_id, answered_at, answered_by, target_leadership,
    restricted, text_key, dup_key, township_written, department_written, token_text
);

insert into tags by name
select
    *,
    cast(comment_id[2:] as integer) as comment_no
from (values
    ('c05', 'topics', 'sg.livelihood', 'sg.livelihood.drinking_water', null, 0.75, '自来水', 'text', 18, 27, 'word'),
    ('c09', 'winds', 'bureaucratism', 'bureaucratism.inaction', null, 0.8, '没人管', 'text', 30, 39, 'word'),
    ('c09', 'topics', 'sg.livelihood', 'sg.livelihood.road', null, 0.7, '道路', 'text', 6, 12, 'word'),
    ('c16', 'winds', 'hedonism', 'hedonism.discipline', null, 0.55, '打牌', 'text', 24, 30, 'word'),
    ('c30', 'winds', 'bureaucratism', 'bureaucratism.inaction', null, 0.8, '没人管', 'text', 30, 39, 'word'),
    ('c30', 'topics', 'sg.livelihood', 'sg.livelihood.road', null, 0.7, '道路', 'text', 6, 12, 'word'),
    ('c33', 'topics', 'sg.livelihood', 'sg.livelihood.drinking_water', null, 0.75, '自来水', 'text', 18, 27, 'word'),
    ('c36', 'winds', 'hedonism', 'hedonism.discipline', null, 0.55, '打牌', 'text', 24, 30, 'word'),
    ('c40', 'winds', 'hedonism', 'hedonism.discipline', null, 0.55, '打牌', 'text', 24, 30, 'word'),
    ('c44', 'winds', 'bureaucratism', 'bureaucratism.inaction', null, 0.8, '没人管', 'text', 30, 39, 'word'),
    ('c44', 'topics', 'sg.livelihood', 'sg.livelihood.road', null, 0.7, '道路', 'text', 6, 12, 'word'),
    ('c01', 'winds', 'bureaucratism', 'bureaucratism.buck_passing', null, 0.9, '推来推去', 'text', 39, 51, 'word'),
    ('c01', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 24, 30, 'word'),
    ('c02', 'winds', 'formalism', 'formalism.meetings', null, 0.6, '天天开会', 'text', 6, 18, 'word'),
    ('c03', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 6, 12, 'word'),
    ('c04', 'winds', 'bureaucratism', 'bureaucratism.attitude', null, 0.95, '态度恶劣', 'text', 21, 33, 'word'),
    ('c06', 'winds', 'bureaucratism', 'bureaucratism.inaction', 'bureaucratism.no_reply', 0.85, '没人管', 'text', 12, 21, 'word'),
    ('c06', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 21, 27, 'word'),
    ('c07', 'winds', 'extravagance', 'extravagance.banquets', null, 0.9, null, 'text', 6, 18, null),
    ('c08', 'winds', 'bureaucratism', 'bureaucratism.buck_passing', null, 0.9, '推来推去', 'text', 33, 45, 'word'),
    ('c08', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 18, 24, 'word'),
    ('c10', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 6, 12, 'word'),
    ('c13', 'winds', 'bureaucratism', 'bureaucratism.inaction', null, 0.85, '没人管', 'text', 18, 27, 'word'),
    ('c13', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 27, 33, 'word'),
    ('c14', 'winds', 'extravagance', 'extravagance.banquets', null, 0.9, '公款吃喝', 'text', 6, 18, 'word'),
    ('c15', 'winds', 'bureaucratism', 'bureaucratism.buck_passing', null, 0.9, '推来推去', 'text', 33, 45, 'word'),
    ('c15', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 18, 24, 'word'),
    ('c17', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 12, 18, 'word'),
    ('c18', 'winds', 'bureaucratism', 'bureaucratism.attitude', null, 0.95, '态度恶劣', 'text', 21, 33, 'word'),
    ('c20', 'winds', 'bureaucratism', 'bureaucratism.inaction', 'bureaucratism.no_reply', 0.85, '没人管', 'text', 12, 21, 'word'),
    ('c20', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 21, 27, 'word'),
    ('c21', 'winds', 'extravagance', 'extravagance.banquets', null, 0.9, '公款吃喝', 'text', 12, 24, 'word'),
    ('c22', 'winds', 'bureaucratism', 'bureaucratism.buck_passing', null, 0.9, '推来推去', 'text', 33, 45, 'word'),
    ('c22', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 18, 24, 'word'),
    ('c24', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 6, 12, 'word'),
    ('c25', 'winds', 'bureaucratism', 'bureaucratism.attitude', null, 0.95, '态度恶劣', 'text', 27, 39, 'word'),
    ('c26', 'winds', 'formalism', 'formalism.meetings', null, 0.7, null, 'text', 12, 18, null),
    ('c27', 'winds', 'bureaucratism', 'bureaucratism.inaction', null, 0.85, '没人管', 'text', 12, 21, 'word'),
    ('c27', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 21, 27, 'word'),
    ('c28', 'winds', 'extravagance', 'extravagance.banquets', null, 0.9, '公款吃喝', 'text', 6, 18, 'word'),
    ('c29', 'winds', 'bureaucratism', 'bureaucratism.buck_passing', null, 0.9, '推来推去', 'text', 39, 51, 'word'),
    ('c29', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 24, 30, 'word'),
    ('c31', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 6, 12, 'word'),
    ('c32', 'winds', 'bureaucratism', 'bureaucratism.attitude', null, 0.95, '态度恶劣', 'text', 21, 33, 'word'),
    ('c35', 'winds', 'extravagance', 'extravagance.banquets', null, 0.9, '公款吃喝', 'text', 6, 18, 'word'),
    ('c37', 'winds', 'formalism', 'formalism.meetings', null, 0.6, '天天开会', 'text', 12, 24, 'word'),
    ('c38', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 6, 12, 'word'),
    ('c39', 'winds', 'bureaucratism', 'bureaucratism.attitude', null, 0.95, '态度恶劣', 'text', 21, 33, 'word'),
    ('c41', 'winds', 'other', 'other.corruption', null, 0.9, null, 'text', 18, 24, null),
    ('c42', 'winds', 'extravagance', 'extravagance.banquets', null, 0.9, '公款吃喝', 'text', 6, 18, 'word'),
    ('c45', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 12, 18, 'word'),
    ('c46', 'winds', 'bureaucratism', 'bureaucratism.attitude', null, 0.95, '态度恶劣', 'text', 21, 33, 'word'),
    ('c48', 'winds', 'bureaucratism', 'bureaucratism.inaction', 'bureaucratism.no_reply', 0.85, '没人管', 'text', 12, 21, 'word'),
    ('c48', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 21, 27, 'word'),
    ('c49', 'winds', 'extravagance', 'extravagance.banquets', null, 0.9, '公款吃喝', 'text', 12, 24, 'word'),
    ('c50', 'winds', 'bureaucratism', 'bureaucratism.buck_passing', null, 0.9, '推来推去', 'text', 33, 45, 'word'),
    ('c50', 'topics', 'sg.livelihood', 'sg.livelihood.dibao', null, 0.8, '低保', 'text', 18, 24, 'word')
) as t(comment_id, axis, wind, problem, facet, score, evidence, span_field, span_start, span_end, rule);

insert into mentions by name
select
    *,
    cast(comment_id[2:] as integer) as comment_no
from (values
    ('c05', 'department', 'd.water', 'named', null, null, null),
    ('c12', 'department', 'd.police', 'named', null, null, null),
    ('c16', 'department', 'd.civil', 'named', null, null, null),
    ('c19', 'department', 'd.police', 'named', null, null, null),
    ('c23', 'department', 'd.school', 'named', null, null, null),
    ('c33', 'department', 'd.water', 'named', null, null, null),
    ('c36', 'department', 'd.civil', 'named', null, null, null),
    ('c40', 'department', 'd.civil', 'named', null, null, null),
    ('c47', 'department', 'd.school', 'named', null, null, null),
    ('c01', 'township', 't1', 'named', null, null, null),
    ('c01', 'department', 'd.civil', 'named', null, null, null),
    ('c01', 'department', 'd.police', 'mentioned', null, null, null),
    ('c02', 'township', 't1', 'named', null, null, null),
    ('c03', 'township', 't2', 'named', null, null, null),
    ('c03', 'department', 'd.civil', 'named', null, null, null),
    ('c03', 'department', 'd.police', 'mentioned', null, null, null),
    ('c04', 'township', 't1', 'named', null, null, null),
    ('c04', 'department', 'd.police', 'named', null, null, null),
    ('c05', 'township', 't3', 'named', null, null, null),
    ('c06', 'department', 'd.civil', 'named', null, null, null),
    ('c07', 'township', 't1', 'named', null, null, null),
    ('c08', 'township', 't1', 'named', null, null, null),
    ('c08', 'department', 'd.civil', 'named', null, null, null),
    ('c09', 'township', 't2', 'named', null, null, null),
    ('c10', 'township', 't1', 'named', null, null, null),
    ('c10', 'department', 'd.civil', 'named', null, null, null),
    ('c11', 'township', 't3', 'named', null, null, null),
    ('c13', 'township', 't1', 'named', null, null, null),
    ('c13', 'department', 'd.civil', 'named', null, null, null),
    ('c13', 'department', 'd.police', 'mentioned', null, null, null),
    ('c14', 'township', 't1', 'named', null, null, null),
    ('c15', 'township', 't2', 'named', null, null, null),
    ('c15', 'department', 'd.civil', 'named', null, null, null),
    ('c15', 'department', 'd.police', 'mentioned', null, null, null),
    ('c16', 'township', 't1', 'named', null, null, null),
    ('c17', 'township', 't3', 'named', null, null, null),
    ('c17', 'department', 'd.civil', 'named', null, null, null),
    ('c17', 'department', 'd.police', 'mentioned', null, null, null),
    ('c18', 'department', 'd.police', 'named', null, null, null),
    ('c19', 'township', 't1', 'named', null, null, null),
    ('c20', 'township', 't1', 'named', null, null, null),
    ('c20', 'department', 'd.civil', 'named', null, null, null),
    ('c21', 'township', 't2', 'named', null, null, null),
    ('c22', 'township', 't1', 'named', null, null, null),
    ('c22', 'department', 'd.civil', 'named', null, null, null),
    ('c23', 'township', 't3', 'named', null, null, null),
    ('c24', 'department', 'd.civil', 'named', null, null, null),
    ('c25', 'township', 't1', 'named', null, null, null),
    ('c25', 'department', 'd.police', 'named', null, null, null),
    ('c26', 'township', 't1', 'named', null, null, null),
    ('c27', 'township', 't2', 'named', null, null, null),
    ('c27', 'department', 'd.civil', 'named', null, null, null),
    ('c27', 'department', 'd.police', 'mentioned', null, null, null),
    ('c28', 'township', 't1', 'named', null, null, null),
    ('c29', 'township', 't3', 'named', null, null, null),
    ('c29', 'department', 'd.civil', 'named', null, null, null),
    ('c29', 'department', 'd.police', 'mentioned', null, null, null),
    ('c31', 'township', 't1', 'named', null, null, null),
    ('c31', 'department', 'd.civil', 'named', null, null, null),
    ('c31', 'department', 'd.police', 'mentioned', null, null, null),
    ('c32', 'township', 't1', 'named', null, null, null),
    ('c32', 'department', 'd.police', 'named', null, null, null),
    ('c33', 'township', 't2', 'named', null, null, null),
    ('c34', 'township', 't1', 'named', null, null, null),
    ('c35', 'township', 't3', 'named', null, null, null),
    ('c37', 'township', 't1', 'named', null, null, null),
    ('c38', 'township', 't1', 'named', null, null, null),
    ('c38', 'department', 'd.civil', 'named', null, null, null),
    ('c39', 'township', 't2', 'named', null, null, null),
    ('c39', 'department', 'd.police', 'named', null, null, null),
    ('c40', 'township', 't1', 'named', null, null, null),
    ('c41', 'township', 't3', 'named', null, null, null),
    ('c43', 'township', 't1', 'named', null, null, null),
    ('c44', 'township', 't1', 'named', null, null, null),
    ('c45', 'township', 't2', 'named', null, null, null),
    ('c45', 'department', 'd.civil', 'named', null, null, null),
    ('c45', 'department', 'd.police', 'mentioned', null, null, null),
    ('c46', 'township', 't1', 'named', null, null, null),
    ('c46', 'department', 'd.police', 'named', null, null, null),
    ('c47', 'township', 't3', 'named', null, null, null),
    ('c48', 'department', 'd.civil', 'named', null, null, null),
    ('c49', 'township', 't1', 'named', null, null, null),
    ('c50', 'township', 't1', 'named', null, null, null),
    ('c50', 'department', 'd.civil', 'named', null, null, null)
) as t(comment_id, unit_kind, unit_code, how, span_field, span_start, span_end);

insert into hotspots values
    ('township', 't1', 'comments', 'winds', 'bureaucratism', 'bureaucratism.inaction', '2014-03-03', '2014-05-31', 9, 4.5, 1.8, 1.1, 2.9, 0.002, 0.01, true),
    ('township', 't1', 'comments', 'winds', 'bureaucratism', null, '2014-03-03', '2014-05-31', 14, 11.2, 1.2, 0.8, 1.7, 0.2, 0.4, false),
    ('township', 't2', 'population', 'winds', 'extravagance', 'extravagance.banquets', '2014-03-03', '2014-05-31', 3, 1.1, 1.6, 1.01, 3.1, 0.01, 0.03, true),
    ('department', 'd.civil', 'comments', 'winds', 'bureaucratism', 'bureaucratism.buck_passing', '2014-03-03', '2014-05-31', 4, 1.3, 2.1, 1.2, 4.4, 0.004, 0.02, true),
    ('department', 'd.police', 'comments', 'winds', 'bureaucratism', 'bureaucratism.attitude', '2014-03-03', '2014-05-31', 2, 0.6, null, null, null, null, null, false);

insert into surges values
    ('township', 't1', 'comments', 'winds', 'bureaucratism', 'bureaucratism.inaction', '2014-05-19', '2014-05-25', 4, 0.9, 2.2, 1.1, 4.0, 0.003, 0.02, true),
    ('department', 'd.civil', 'comments', 'winds', 'bureaucratism', null, '2014-05-26', '2014-06-01', 3, 1.0, 1.9, 1.05, 3.8, 0.006, 0.03, true),
    ('township', 't3', 'comments', 'winds', 'hedonism', null, '2014-05-26', '2014-06-01', 1, 1.2, 0.9, 0.2, 2.1, 0.6, 0.8, false);

insert into issues values
    ('m1', 1, 8.5, '低保没人管', '2014-03-04', '2014-05-20', 3, 2, 't1', 'd.civil', 'bureaucratism', 'bureaucratism.inaction', '低保、没人管'),
    ('m2', 2, 3.1, '户籍窗口态度差', '2014-03-10', '2014-04-02', 2, 2, null, 'd.police', 'bureaucratism', 'bureaucratism.attitude', '窗口、态度');

insert into issue_comments values
    ('m1', 'c02', 0.9),
    ('m1', 'c05', 0.7),
    ('m1', 'c09', 0.8),
    ('m2', 'c03', 0.95),
    ('m2', 'c07', 0.6);

insert into rectifications (issue_no, problem, n, township_code, codes, nature, status, lead, lead_code, opened_at, deadline, progress, evidence, satisfaction, closed_at) values
    ('2014-ZG-0001', '低保办理来回跑', 12, 't1', ['bureaucratism.buck_passing', 'sg.livelihood.dibao'], '立行立改', 'closed', '县民政局', 'd.civil', '2014-04-01', '2014-04-20', 100, '大厅设专窗', '满意', '2014-04-18'),
    ('2014-ZG-0002', '户籍窗口态度差', 6, null, ['bureaucratism.attitude'], '立行立改', 'in_progress', '公安局', 'd.police', '2014-04-05', '2014-05-10', 60, null, null, null),
    ('2014-ZG-0003', '西乡饮水工程', 4, 't2', ['sg.livelihood.drinking_water'], '长期', 'long_term', '水利局', 'd.water', '2014-04-10', '2014-12-31', 20, null, null, null),
    ('2014-ZG-0004', '乡里公款吃喝', 3, 't2', ['extravagance'], '限期整改', 'reopened', '西乡', 't2', '2014-04-11', '2014-05-30', 80, null, '不满意', null);

update comments as c
set
    code_text = t.codes,
    touches_winds = t.touches
from (
    select
        comment_no,
        string_agg(problem, ' ' order by score desc, official_rank) as codes,
        bool_or(tags.axis = 'winds' and tags.wind <> 'other') as touches
    from tags
    join problems using (problem)
    group by comment_no
) as t
where t.comment_no = c.comment_no;

create temp table small_tokens as
select comment_no, unnest(tokens) as word
from comments
where token_text is not null;

insert into vocabulary
select
    row_number() over (order by word) * case when is_word(word) then 1 else -1 end,
    word,
    count(*),
    count(distinct comment_no)
from small_tokens
where word not in ('了', '到', '都', '在', '对', '被', '的', '来', '去', '不')
group by word;

insert into postings
select word_id, comment_no, count(*)
from small_tokens
join vocabulary using (word)
group by all
order by all;

drop table small_tokens;
