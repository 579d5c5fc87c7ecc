#include "textflag.h"

// Eight sums: widen their weights to 32 bits, make them floating point, multiply by what counts for each sum, add.
#define EIGHT(n, sum) \
	VPMOVSXBD (8*n)(AX), Y10    \
	VCVTDQ2PS Y10, Y10          \
	VANDPS    (32*n)(R9), Y8, Y11 \
	VORPS     Y9, Y11, Y11      \
	VMULPS    Y11, Y10, Y10     \
	VADDPS    Y10, sum, sum

// func addRowsAVX2(sums *float32, weights *int8, rows *uint32, n int, idf, first *float32, window *uint32)
// first is idf or 0, so that either or both of the two is what counts.
TEXT ·addRowsAVX2(SB), NOSPLIT, $0-56
	MOVQ sums+0(FP), DI
	MOVQ weights+8(FP), SI
	MOVQ rows+16(FP), CX
	MOVQ n+24(FP), BX
	MOVQ idf+32(FP), DX
	MOVQ first+40(FP), R8
	MOVQ window+48(FP), R9
	VMOVUPS 0(DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS 64(DI), Y2
	VMOVUPS 96(DI), Y3
	VMOVUPS 128(DI), Y4
	VMOVUPS 160(DI), Y5
	VMOVUPS 192(DI), Y6
	VMOVUPS 224(DI), Y7

next:
	MOVL         (CX), AX
	ADDQ         $4, CX
	VBROADCASTSS (DX), Y8
	ADDQ         $4, DX
	VBROADCASTSS (R8), Y9
	ADDQ         $4, R8
	SHLQ         $6, AX
	ADDQ         SI, AX
	EIGHT(0, Y0)
	EIGHT(1, Y1)
	EIGHT(2, Y2)
	EIGHT(3, Y3)
	EIGHT(4, Y4)
	EIGHT(5, Y5)
	EIGHT(6, Y6)
	EIGHT(7, Y7)
	DECQ         BX
	JNZ          next
	VMOVUPS Y0, 0(DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	VMOVUPS Y4, 128(DI)
	VMOVUPS Y5, 160(DI)
	VMOVUPS Y6, 192(DI)
	VMOVUPS Y7, 224(DI)
	VZEROUPPER
	RET
