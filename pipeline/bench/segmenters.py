"""segmenters.py jieba|rjieba TEXTS: segments all texts, one a line, for every line on standard input; answers as peers/main.go does."""
import sys
import time

texts = open(sys.argv[2], encoding='utf-8').read().rstrip('\n').split('\n')
if sys.argv[1] == 'jieba':
    import jieba
    jieba.setLogLevel(60)
    jieba.initialize()

    def cut(text):
        return jieba.lcut(text, HMM=False)
else:
    import rjieba

    def cut(text):
        return rjieba.cut(text, False)

print('ready', flush=True)
for _ in sys.stdin:
    before = time.process_time()
    tokens = sum(len(cut(text)) for text in texts)
    print(time.process_time() - before, tokens, flush=True)
