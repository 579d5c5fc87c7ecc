#include "textflag.h"

// Sixteen sums: widen their weights to 16 bits, keep those that count, add.
#define SIXTEEN(n, window, sum) \
	VPMOVSXBW (16*n)(AX), Y4    \
	VPOR      Y12, window, Y5   \
	VPAND     Y5, Y4, Y4        \
	VPADDW    Y4, sum, sum

// Adds sixteen sums of 16 bits to those of 32 bits.
#define WIDEN(n, sum, low) \
	VPMOVSXWD    low, Y4             \
	VPADDD       (64*n)(DI), Y4, Y4  \
	VMOVDQU      Y4, (64*n)(DI)      \
	VEXTRACTI128 $1, sum, X5         \
	VPMOVSXWD    X5, Y5              \
	VPADDD       (64*n+32)(DI), Y5, Y5 \
	VMOVDQU      Y5, (64*n+32)(DI)

// func addRowsAVX2(sums *int32, weights *int8, features *uint32, n int, first, window *int16)
TEXT ·addRowsAVX2(SB), NOSPLIT, $0-48
	MOVQ sums+0(FP), DI
	MOVQ weights+8(FP), SI
	MOVQ features+16(FP), CX
	MOVQ n+24(FP), BX
	MOVQ first+32(FP), R8
	MOVQ window+40(FP), R9
	VPXOR   Y0, Y0, Y0
	VPXOR   Y1, Y1, Y1
	VPXOR   Y2, Y2, Y2
	VPXOR   Y3, Y3, Y3
	VMOVDQU 0(R9), Y8
	VMOVDQU 32(R9), Y9
	VMOVDQU 64(R9), Y10
	VMOVDQU 96(R9), Y11

next:
	MOVL         (CX), AX
	ADDQ         $4, CX
	SHLQ         $6, AX
	ADDQ         SI, AX
	VPBROADCASTW (R8), Y12
	ADDQ         $2, R8
	SIXTEEN(0, Y8, Y0)
	SIXTEEN(1, Y9, Y1)
	SIXTEEN(2, Y10, Y2)
	SIXTEEN(3, Y11, Y3)
	DECQ         BX
	JNZ          next
	WIDEN(0, Y0, X0)
	WIDEN(1, Y1, X1)
	WIDEN(2, Y2, X2)
	WIDEN(3, Y3, X3)
	VZEROUPPER
	RET

DATA lowestLogit<>+0(SB)/4, $-9.0
GLOBL lowestLogit<>(SB), RODATA|NOPTR, $4
DATA highestLogit<>+0(SB)/4, $64.0
GLOBL highestLogit<>(SB), RODATA|NOPTR, $4
DATA minusLog2E<>+0(SB)/4, $0xbfb8aa3b
GLOBL minusLog2E<>(SB), RODATA|NOPTR, $4
DATA one<>+0(SB)/4, $1.0
GLOBL one<>(SB), RODATA|NOPTR, $4
DATA power1<>+0(SB)/4, $0x3f317218
GLOBL power1<>(SB), RODATA|NOPTR, $4
DATA power2<>+0(SB)/4, $0x3e75fdf0
GLOBL power2<>(SB), RODATA|NOPTR, $4
DATA power3<>+0(SB)/4, $0x3d635847
GLOBL power3<>(SB), RODATA|NOPTR, $4
DATA power4<>+0(SB)/4, $0x3c1d955b
GLOBL power4<>(SB), RODATA|NOPTR, $4
DATA power5<>+0(SB)/4, $0x3aaec3ff
GLOBL power5<>(SB), RODATA|NOPTR, $4
DATA power6<>+0(SB)/4, $0x39218489
GLOBL power6<>(SB), RODATA|NOPTR, $4

// func hearAVX2(gram, rule *int32, scales, said *float32, best *int32, n int, by float32, window int32)
// It does for eight outputs at once what hearPlain does for one.
TEXT ·hearAVX2(SB), NOSPLIT, $0-56
	MOVQ gram+0(FP), AX
	MOVQ rule+8(FP), BX
	MOVQ scales+16(FP), CX
	MOVQ said+24(FP), DX
	MOVQ best+32(FP), DI
	MOVQ n+40(FP), SI
	VBROADCASTSS by+48(FP), Y15
	MOVL window+52(FP), R13
	VMOVD R13, X14
	VPBROADCASTD X14, Y14
	SHLQ $2, SI
	LEAQ (CX)(SI*1), R9
	LEAQ (CX)(SI*2), R10
	LEAQ (DX)(SI*1), R11
	LEAQ (DX)(SI*2), R12
	VBROADCASTSS one<>(SB), Y13
	VBROADCASTSS lowestLogit<>(SB), Y12
	VBROADCASTSS highestLogit<>(SB), Y11
	VBROADCASTSS minusLog2E<>(SB), Y10
	XORQ R8, R8

next:
	VCVTDQ2PS (AX)(R8*1), Y0
	VMULPS    Y15, Y0, Y0
	VMULPS    (CX)(R8*1), Y0, Y0
	VCVTDQ2PS (BX)(R8*1), Y1
	VMULPS    (R9)(R8*1), Y1, Y1
	VADDPS    Y1, Y0, Y0
	VADDPS    (R10)(R8*1), Y0, Y0
	VMAXPS    Y12, Y0, Y0

	VMOVUPS   (DX)(R8*1), Y2
	VCMPPS    $0x1e, Y2, Y0, Y3
	VMOVUPS   (DI)(R8*1), Y4
	VBLENDVPS Y3, Y14, Y4, Y4
	VMOVUPS   Y4, (DI)(R8*1)
	VMINPS    Y2, Y0, Y5
	VMAXPS    (R11)(R8*1), Y5, Y5
	VMOVUPS   Y5, (R11)(R8*1)
	VMAXPS    Y2, Y0, Y2
	VMOVUPS   Y2, (DX)(R8*1)

	VMINPS       Y11, Y0, Y0
	VMULPS       Y10, Y0, Y0
	VCVTPS2DQ    Y0, Y1
	VCVTDQ2PS    Y1, Y2
	VSUBPS       Y2, Y0, Y0
	VBROADCASTSS power6<>(SB), Y3
	VBROADCASTSS power5<>(SB), Y4
	VMULPS       Y0, Y3, Y3
	VADDPS       Y4, Y3, Y3
	VBROADCASTSS power4<>(SB), Y4
	VMULPS       Y0, Y3, Y3
	VADDPS       Y4, Y3, Y3
	VBROADCASTSS power3<>(SB), Y4
	VMULPS       Y0, Y3, Y3
	VADDPS       Y4, Y3, Y3
	VBROADCASTSS power2<>(SB), Y4
	VMULPS       Y0, Y3, Y3
	VADDPS       Y4, Y3, Y3
	VBROADCASTSS power1<>(SB), Y4
	VMULPS       Y0, Y3, Y3
	VADDPS       Y4, Y3, Y3
	VMULPS       Y0, Y3, Y3
	VADDPS       Y13, Y3, Y3
	VPSLLD       $23, Y1, Y1
	VPADDD       Y1, Y3, Y3
	VADDPS       Y13, Y3, Y3
	VDIVPS       Y3, Y13, Y3
	VADDPS       (R12)(R8*1), Y3, Y3
	VMOVUPS      Y3, (R12)(R8*1)

	ADDQ $32, R8
	CMPQ R8, SI
	JLT  next
	VZEROUPPER
	RET

// func fetchRows(seen *uint32, weights *int8, features *uint32, n int)
TEXT ·fetchRows(SB), NOSPLIT, $0-32
	MOVQ seen+0(FP), DI
	MOVQ weights+8(FP), SI
	MOVQ features+16(FP), DX
	MOVQ n+24(FP), BX
	LEAQ (DX)(BX*4), R8
	MOVQ DX, CX

seen:
	MOVL       (CX), AX
	PREFETCHT0 (DI)(AX*4)
	ADDQ       $4, CX
	CMPQ       CX, R8
	JNE        seen

rows:
	MOVL       (DX), AX
	SHLQ       $6, AX
	PREFETCHT0 (SI)(AX*1)
	ADDQ       $4, DX
	CMPQ       DX, R8
	JNE        rows
	RET

// func mergeRowsAVX2(in, weights, into *float32, inputs, outputs int)
TEXT ·mergeRowsAVX2(SB), NOSPLIT, $0-40
	MOVQ in+0(FP), AX
	MOVQ weights+8(FP), BX
	MOVQ into+16(FP), DI
	MOVQ inputs+24(FP), CX
	MOVQ outputs+32(FP), R9
	SHLQ $2, R9
	MOVQ CX, R8
	IMULQ R9, R8
	XORQ R10, R10

eight:
	LEAQ (AX)(R10*1), R11
	LEAQ (BX)(R10*1), R12
	VMOVUPS (R12)(R8*1), Y0
	MOVQ CX, DX

next:
	VMOVUPS (R11), Y1
	VMULPS  (R12), Y1, Y1
	VADDPS  Y1, Y0, Y0
	ADDQ    R9, R11
	ADDQ    R9, R12
	DECQ    DX
	JNZ     next
	VMOVUPS Y0, (DI)(R10*1)
	ADDQ    $32, R10
	CMPQ    R10, R9
	JLT     eight
	VZEROUPPER
	RET
