module sifeng/pipeline/bench/peers

go 1.26

require (
	github.com/go-ego/gse v1.0.2
	github.com/yanyiwu/gojieba v1.4.6
)

require github.com/vcaesar/cedar v0.30.0 // indirect
