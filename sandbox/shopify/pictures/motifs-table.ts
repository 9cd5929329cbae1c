import type { Motif } from "./motifs-kitchen.ts";
import { darker, flat, fromAbove, lighter, rgb, round } from "./scene.ts";

export const plates: Motif = (scene, colour, accent) => {
  scene.shadow(300, 320, 240, 200);
  for (const [dx, dy] of [
    [14, 16],
    [0, 0],
  ] as const)
    scene
      .oval(300 + dx, 300 + dy, 222, 222, fromAbove(darker(colour, 0.12)))
      .oval(298 + dx, 296 + dy, 218, 218, fromAbove(colour));
  scene.oval(298, 296, 204, 204, flat(accent, 0.85)).oval(298, 296, 192, 192, flat(colour));
  for (let petal = 0; petal < 20; petal++) {
    const angle = (petal / 20) * 2 * Math.PI;
    scene.oval(298 + 172 * Math.cos(angle), 296 + 172 * Math.sin(angle), 16, 7, flat(accent, 0.7), angle);
  }
  scene
    .oval(298, 296, 142, 142, fromAbove(darker(colour, 0.1)))
    .oval(300, 299, 138, 138, fromAbove(lighter(colour, 0.25)));
};

export const bowl: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 496, 190, 26)
    .path(
      "M 86 300 L 514 300 C 506 410 430 470 370 482 L 372 498 L 228 498 L 230 482 C 170 470 94 410 86 300 Z",
      round(colour),
    )
    .oval(300, 300, 214, 52, flat(lighter(colour, 0.25)))
    .oval(300, 306, 196, 42, fromAbove(darker(colour, 0.25)))
    .path("M 94 350 C 170 396 430 396 506 350 L 500 372 C 430 416 170 416 100 372 Z", flat(accent, 0.85))
    .oval(168, 392, 16, 44, flat(rgb("#ffffff"), 0.18), -0.5);
};

export const tumblers: Motif = (scene, colour, accent) => {
  for (const [x, y] of [
    [196, 470],
    [404, 470],
    [300, 508],
  ] as const)
    scene
      .shadow(x, y, 86, 15)
      .path(
        `M ${x - 84} ${y - 240} L ${x + 84} ${y - 240} L ${x + 68} ${y - 16} Q ${x + 64} ${y} ${x + 48} ${y} L ${x - 48} ${y} Q ${x - 64} ${y} ${x - 68} ${y - 16} Z`,
        round(colour, 0.5),
      )
      .oval(x, y - 240, 84, 18, flat(lighter(colour, 0.5), 0.8))
      .oval(x, y - 237, 74, 13, flat(accent, 0.45))
      .oval(x - 20, y - 120, 6, 6, flat(rgb("#ffffff"), 0.5))
      .oval(x + 26, y - 70, 4, 4, flat(rgb("#ffffff"), 0.5))
      .line(`M ${x - 60} ${y - 210} L ${x - 50} ${y - 40}`, 9, flat(rgb("#ffffff"), 0.35));
};

export const wineGlass: Motif = (scene, colour, accent) => {
  for (const x of [210, 390])
    scene
      .shadow(x, 502, 86, 14)
      .oval(x, 496, 78, 14, fromAbove(accent, 0.85))
      .box(x - 5, 340, 10, 150, 4, round(accent))
      .path(
        `M ${x - 82} 130 L ${x + 82} 130 C ${x + 104} 260 ${x + 60} 344 ${x} 348 C ${x - 60} 344 ${x - 104} 260 ${x - 82} 130 Z`,
        round(accent, 0.5),
      )
      .path(
        `M ${x - 90} 216 L ${x + 90} 216 C ${x + 88} 290 ${x + 50} 336 ${x} 340 C ${x - 50} 336 ${x - 88} 290 ${x - 90} 216 Z`,
        round(colour),
      )
      .oval(x, 216, 90, 15, flat(lighter(colour, 0.2)))
      .oval(x, 130, 82, 13, flat(rgb("#ffffff"), 0.45))
      .line(`M ${x - 66} 156 C ${x - 78} 220 ${x - 66} 270 ${x - 46} 300`, 8, flat(rgb("#ffffff"), 0.35));
};

export const carafe: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 508, 150, 24)
    .box(262, 84, 76, 60, 12, round(accent))
    .path(
      "M 258 130 L 342 130 L 340 240 C 346 290 430 330 430 410 Q 430 506 350 508 L 250 508 Q 170 506 170 410 C 170 330 254 290 260 240 Z",
      round(colour, 0.5),
    )
    .path(
      "M 184 370 L 416 370 Q 424 392 424 414 Q 420 500 350 500 L 250 500 Q 180 500 176 414 Q 176 392 184 370 Z",
      round(colour, 0.75),
    )
    .oval(300, 370, 117, 17, flat(lighter(colour, 0.4), 0.9))
    .oval(250, 440, 34, 34, flat(rgb("#ecd25c"), 0.8))
    .oval(340, 456, 28, 28, flat(rgb("#e5c644"), 0.75))
    .line("M 206 380 Q 194 430 214 470", 10, flat(rgb("#ffffff"), 0.4));
};

export const tray: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 486, 250, 26)
    .path("M 118 300 L 482 300 L 560 462 L 40 462 Z", fromAbove(colour))
    .path("M 140 316 L 460 316 L 522 444 L 78 444 Z", fromAbove(darker(colour, 0.16)))
    .path("M 40 462 L 560 462 L 556 486 L 44 486 Z", fromAbove(darker(colour, 0.3)))
    .line("M 78 404 C 46 372 70 334 108 340", 12, round(accent))
    .line("M 522 404 C 554 372 530 334 492 340", 12, round(accent))
    .path("M 250 300 L 346 300 Q 344 384 316 392 L 280 392 Q 252 384 250 300 Z", round(rgb("#f7f4ec")))
    .oval(298, 300, 48, 12, flat(rgb("#5b3822")))
    .oval(400, 396, 52, 18, fromAbove(rgb("#f7f4ec")))
    .path("M 364 390 C 370 356 430 356 436 390 C 410 376 390 376 364 390 Z", round(rgb("#d79a4a")));
};

export const cutlery: Motif = (scene, colour, accent) => {
  for (const x of [180, 300, 420]) scene.shadow(x + 6, 524, 34, 10);
  const handle = (x: number, top: number) => scene.box(x - 11, top, 22, 520 - top, 11, round(colour));
  handle(180, 250);
  for (const tine of [-27, -9, 9, 27]) scene.box(180 + tine - 5, 90, 10, 120, 5, round(colour));
  scene.path("M 148 180 L 212 180 Q 212 262 180 268 Q 148 262 148 180 Z", round(colour));
  handle(300, 300);
  scene.path("M 282 92 Q 340 130 326 306 L 282 306 Z", round(lighter(colour, 0.15)));
  handle(420, 240);
  scene
    .oval(420, 164, 46, 78, round(colour))
    .oval(420, 160, 32, 60, fromAbove(darker(accent, 0.05)))
    .line("M 400 130 Q 392 170 404 200", 6, flat(rgb("#ffffff"), 0.5));
};
