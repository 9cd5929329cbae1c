import type { Rgb } from "./canvas.ts";
import { darker, flat, fromAbove, lighter, mix, rgb, round, type Scene } from "./scene.ts";

/** Draws one kind of object in its colour and accent, standing on the scene's table. */
export type Motif = (scene: Scene, colour: Rgb, accent: Rgb) => void;

const STEEL = rgb("#c4cacd");
const WOOD = rgb("#a9794c");

export const moka: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 508, 150, 24)
    .path("M 205 505 L 228 345 L 372 345 L 395 505 Q 300 520 205 505 Z", round(colour))
    .path("M 262 512 L 272 345 L 328 345 L 338 512 Z", flat(lighter(colour, 0.35), 0.35))
    .path("M 226 348 L 374 348 L 370 326 L 230 326 Z", round(darker(colour, 0.22)))
    .path("M 232 326 L 205 172 L 388 172 L 368 326 Z", round(colour))
    .path("M 268 326 L 256 172 L 326 172 L 326 326 Z", flat(lighter(colour, 0.4), 0.3))
    .path("M 205 172 L 168 150 L 222 200 L 212 214 Z", round(darker(colour, 0.1)))
    .path("M 202 174 Q 296 104 390 174 Z", round(lighter(colour, 0.08)))
    .box(284, 108, 28, 30, 8, round(accent))
    .line("M 386 188 L 452 196 L 446 318 L 424 330", 20, fromAbove(accent));
};

export const cup: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 480, 200, 28)
    .oval(300, 462, 196, 40, fromAbove(colour))
    .oval(300, 456, 196, 38, fromAbove(lighter(colour, 0.3)))
    .oval(300, 456, 178, 32, flat(accent, 0.75))
    .oval(300, 456, 168, 29, flat(colour))
    .line("M 402 330 C 470 320 470 400 390 404", 18, round(colour))
    .path(
      "M 188 300 L 412 300 C 408 390 380 446 340 456 L 260 456 C 220 446 192 390 188 300 Z",
      round(colour),
    )
    .path(
      "M 193 348 C 228 372 264 326 300 350 C 336 374 372 326 408 348 L 402 374 C 370 352 336 398 300 376 C 264 352 228 398 198 374 Z",
      flat(accent, 0.85),
    )
    .oval(300, 300, 112, 24, flat(lighter(colour, 0.5)))
    .oval(300, 303, 98, 18, flat(rgb("#4a2c1c")))
    .oval(282, 300, 44, 7, flat(rgb("#b98455"), 0.7))
    .line("M 270 250 C 250 220 290 206 272 170", 7, flat(rgb("#ffffff"), 0.5))
    .line("M 326 246 C 306 216 346 202 328 160", 7, flat(rgb("#ffffff"), 0.4));
};

export const mug: Motif = (scene, colour, accent) => {
  scene
    .shadow(295, 506, 158, 24)
    .line("M 400 270 C 500 262 500 430 396 424", 28, round(colour))
    .path("M 180 210 L 410 210 L 404 470 Q 400 506 360 508 L 230 508 Q 190 506 186 470 Z", round(colour))
    .path("M 183 300 L 407 300 L 404 470 Q 400 506 360 508 L 230 508 Q 190 506 186 470 Z", flat(accent, 0.32))
    .oval(295, 210, 115, 27, flat(lighter(colour, 0.4)))
    .oval(295, 214, 101, 21, flat(darker(accent, 0.35)))
    .line("M 214 250 L 220 450", 12, flat(rgb("#ffffff"), 0.22));
};

export const teapot: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 500, 190, 26)
    .path(
      "M 176 372 C 120 380 128 300 78 268 L 108 250 C 176 280 170 330 200 350 Z",
      round(darker(colour, 0.08)),
    )
    .line("M 420 300 C 520 270 520 430 412 440", 24, round(darker(colour, 0.08)))
    .oval(300, 380, 150, 122, round(colour))
    .oval(300, 278, 74, 20, flat(darker(accent, 0.2)))
    .path("M 228 276 Q 300 214 372 276 Q 300 296 228 276 Z", round(accent))
    .oval(300, 228, 18, 17, round(accent))
    .oval(240, 340, 30, 56, flat(rgb("#ffffff"), 0.16), 0.4)
    .box(238, 488, 124, 16, 8, round(darker(colour, 0.25)));
};

export const jar: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 506, 150, 24)
    .box(180, 220, 240, 288, 20, round(colour))
    .box(170, 158, 260, 74, 16, round(accent))
    .oval(300, 168, 118, 10, flat(lighter(accent, 0.4), 0.8))
    .box(216, 300, 168, 128, 6, flat(rgb("#f6efe2")))
    .oval(300, 356, 40, 28, flat(rgb("#5b3822")), -0.5)
    .line("M 272 372 C 296 352 304 362 328 342", 6, flat(rgb("#f6efe2")))
    .box(246, 402, 108, 8, 4, flat(darker(accent, 0.3)));
};

export const board: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 512, 170, 20)
    .path(
      "M 176 210 Q 176 168 224 168 L 258 168 L 268 84 Q 300 56 332 84 L 342 168 L 376 168 Q 424 168 424 210 L 424 470 Q 424 510 380 510 L 220 510 Q 176 510 176 470 Z",
      round(colour),
    )
    .oval(300, 106, 15, 15, flat(darker(accent, 0.35)))
    .line("M 216 190 C 236 300 206 400 224 494", 5, flat(accent, 0.5))
    .line("M 262 186 C 250 280 286 360 262 498", 4, flat(accent, 0.45))
    .line("M 304 180 C 330 290 292 380 312 500", 6, flat(accent, 0.4))
    .line("M 350 186 C 336 280 376 380 352 496", 4, flat(accent, 0.5))
    .line("M 394 196 C 404 310 382 400 396 488", 5, flat(accent, 0.35))
    .oval(330, 330, 16, 30, flat(accent, 0.4), 0.2);
};

export const pan: Motif = (scene, colour, accent) => {
  scene
    .shadow(260, 470, 190, 26)
    .line("M 400 380 L 560 300", 30, fromAbove(accent))
    .path("M 66 386 L 446 386 Q 440 462 372 470 L 140 470 Q 72 462 66 386 Z", round(colour))
    .oval(256, 386, 190, 48, flat(lighter(colour, 0.22)))
    .oval(256, 392, 168, 38, flat(darker(accent, 0.2)))
    .oval(210, 384, 70, 12, flat(rgb("#ffffff"), 0.1))
    .oval(548, 306, 8, 6, flat(lighter(accent, 0.5)));
};

export const pot: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 504, 210, 26)
    .line("M 116 350 C 66 346 66 400 120 398", 22, round(accent))
    .line("M 484 350 C 534 346 534 400 480 398", 22, round(accent))
    .path("M 112 318 L 488 318 L 472 462 Q 466 504 420 506 L 180 506 Q 134 504 128 462 Z", round(colour))
    .path("M 98 318 Q 102 288 140 280 L 460 280 Q 498 288 502 318 Z", round(darker(colour, 0.06)))
    .path("M 140 282 Q 300 196 460 282 Z", round(colour))
    .box(274, 204, 52, 22, 11, round(rgb("#c9a13b")))
    .line("M 168 350 L 182 460", 12, flat(rgb("#ffffff"), 0.22))
    .line("M 102 318 L 498 318", 6, flat(accent, 0.7));
};

export const knife: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 408, 250, 18)
    .path("M 60 372 C 150 300 260 280 384 276 L 384 372 Q 220 392 60 372 Z", fromAbove(colour))
    .path("M 60 372 C 170 352 290 350 384 352 L 384 372 Q 220 392 60 372 Z", flat(lighter(colour, 0.55)))
    .box(380, 270, 26, 106, 6, round(darker(colour, 0.25)))
    .path("M 404 278 L 540 286 Q 566 300 556 352 Q 548 372 520 360 L 404 356 Z", fromAbove(accent))
    .oval(440, 318, 6, 6, flat(lighter(colour, 0.3)))
    .oval(484, 320, 6, 6, flat(lighter(colour, 0.3)))
    .oval(526, 322, 6, 6, flat(lighter(colour, 0.3)));
};

export const rollingPin: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 420, 240, 20)
    .line("M 58 424 L 542 276", 26, fromAbove(accent))
    .path("M 108 372 L 470 262 Q 496 290 490 336 L 128 446 Q 98 420 108 372 Z", fromAbove(colour))
    .line("M 136 388 L 464 288", 14, flat(lighter(colour, 0.4), 0.5))
    .oval(74, 420, 16, 18, round(darker(accent, 0.1)))
    .oval(526, 280, 16, 18, round(darker(accent, 0.1)));
};

export const bottle: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 508, 120, 22)
    .path(
      "M 272 190 L 328 190 L 332 250 C 336 290 408 300 408 370 L 408 478 Q 408 508 378 508 L 222 508 Q 192 508 192 478 L 192 370 C 192 300 264 290 268 250 Z",
      round(colour, 0.45),
    )
    .path(
      "M 200 390 L 400 390 L 400 476 Q 400 500 376 500 L 224 500 Q 200 500 200 476 Z",
      round(accent, 0.75),
    )
    .oval(300, 390, 100, 14, flat(lighter(accent, 0.3), 0.8))
    .box(270, 150, 60, 48, 8, round(STEEL))
    .line("M 322 156 L 378 96", 12, round(STEEL))
    .line("M 222 352 L 222 470", 10, flat(rgb("#ffffff"), 0.4));
};

export const mortar: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 506, 180, 26)
    .line("M 330 330 L 452 122", 36, round(accent))
    .oval(456, 116, 26, 26, round(accent))
    .path(
      "M 140 310 L 460 310 C 458 410 420 452 376 466 L 390 506 L 210 506 L 224 466 C 180 452 142 410 140 310 Z",
      round(colour),
    )
    .oval(300, 310, 160, 36, flat(lighter(colour, 0.4)))
    .path("M 156 316 Q 300 360 444 316 Q 420 342 300 342 Q 180 342 156 316 Z", flat(rgb("#6f8f4e"), 0.8))
    .line("M 190 360 C 240 396 250 372 286 420", 4, flat(rgb("#a3a8a8"), 0.7))
    .line("M 350 372 C 380 392 376 420 408 400", 3, flat(rgb("#a3a8a8"), 0.7));
};

export const utensils: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 508, 130, 22)
    .line("M 262 340 L 226 190", 18, round(colour))
    .oval(216, 148, 34, 52, round(colour), -0.22)
    .line("M 300 340 L 300 170", 18, round(darker(colour, 0.1)))
    .path("M 268 84 L 332 84 L 324 186 L 276 186 Z", round(darker(colour, 0.1)))
    .line("M 340 340 L 378 190", 18, round(lighter(colour, 0.1)))
    .oval(390, 146, 40, 40, round(lighter(colour, 0.1)))
    .oval(390, 146, 22, 22, flat(darker(colour, 0.3), 0.5))
    .path("M 200 320 L 400 320 L 390 490 Q 388 508 370 508 L 230 508 Q 212 508 210 490 Z", round(accent))
    .oval(300, 320, 100, 18, flat(darker(accent, 0.35)))
    .line("M 206 372 L 394 372", 6, flat(mix(accent, WOOD, 0.5), 0.7));
};
