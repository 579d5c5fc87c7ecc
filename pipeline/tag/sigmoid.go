package tag

import "math"

// powers are those of two to the 32nds of one.
var powers = func() (p [32]float64) {
	for i := range p {
		p[i] = math.Exp2(float64(i) / 32)
	}
	return p
}()

// quickSigmoid is the sigmoid to thirteen digits three times as fast as by math.Exp; from 30 on it stays what it is at 30.
func quickSigmoid(z float64) float64 {
	const (
		parts = 32 / math.Ln2
		magic = 3 << 51 // adding it leaves the integer part in the lowest bits
	)
	z = max(-30, min(z, 30))
	shifted := -z*parts + magic
	n := int64(math.Float64bits(shifted)) << 13 >> 13 // its lowest 51 bits, with their sign
	rest := -z - (shifted-magic)*(math.Ln2/32)
	e := 1 + rest*(1+rest*(1.0/2+rest*(1.0/6+rest*(1.0/24+rest*(1.0/120)))))
	return 1 / (1 + e*math.Float64frombits(math.Float64bits(powers[n&31])+uint64(n>>5)<<52))
}
