#include "textflag.h"

// func sumRowsAVX2(sums *float32, weights *int8, at *uint32, n int, idf *float32)
// Forty weights at a time: widen to 32 bits, make them floating point, multiply by its idf, add.
TEXT ·sumRowsAVX2(SB), NOSPLIT, $0-40
	MOVQ sums+0(FP), DI
	MOVQ weights+8(FP), SI
	MOVQ at+16(FP), CX
	MOVQ n+24(FP), BX
	MOVQ idf+32(FP), DX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	TESTQ BX, BX
	JZ    done

next:
	MOVL         (CX), AX
	ADDQ         $4, CX
	VBROADCASTSS (DX), Y5
	ADDQ         $4, DX
	LEAQ         (AX)(AX*4), AX
	LEAQ         (SI)(AX*8), AX
	VPMOVSXBD    (AX), Y6
	VPMOVSXBD    8(AX), Y7
	VPMOVSXBD    16(AX), Y8
	VPMOVSXBD    24(AX), Y9
	VPMOVSXBD    32(AX), Y10
	VCVTDQ2PS    Y6, Y6
	VCVTDQ2PS    Y7, Y7
	VCVTDQ2PS    Y8, Y8
	VCVTDQ2PS    Y9, Y9
	VCVTDQ2PS    Y10, Y10
	VMULPS       Y5, Y6, Y6
	VMULPS       Y5, Y7, Y7
	VMULPS       Y5, Y8, Y8
	VMULPS       Y5, Y9, Y9
	VMULPS       Y5, Y10, Y10
	VADDPS       Y6, Y0, Y0
	VADDPS       Y7, Y1, Y1
	VADDPS       Y8, Y2, Y2
	VADDPS       Y9, Y3, Y3
	VADDPS       Y10, Y4, Y4
	DECQ         BX
	JNZ          next

done:
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	VMOVUPS Y4, 128(DI)
	VZEROUPPER
	RET
