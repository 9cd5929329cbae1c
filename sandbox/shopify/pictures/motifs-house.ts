import type { Motif } from "./motifs-kitchen.ts";
import { darker, flat, fromAbove, lighter, rgb, round } from "./scene.ts";

export const vase: Motif = (scene, colour, accent) => {
  const leaf = darker(accent, 0.05);
  scene
    .shadow(300, 508, 130, 22)
    .line("M 300 260 C 290 180 250 130 226 90", 6, flat(leaf))
    .line("M 300 260 C 312 180 350 130 384 104", 6, flat(leaf))
    .line("M 300 260 L 302 76", 6, flat(leaf))
    .oval(240, 120, 14, 34, flat(leaf), -0.7)
    .oval(268, 170, 13, 32, flat(lighter(leaf, 0.15)), 0.9)
    .oval(362, 134, 14, 34, flat(lighter(leaf, 0.1)), 0.8)
    .oval(334, 186, 13, 30, flat(leaf), -0.8)
    .oval(302, 84, 15, 36, flat(lighter(leaf, 0.2)))
    .path(
      "M 264 236 L 336 236 C 326 300 420 330 414 410 C 410 470 372 506 348 508 L 252 508 C 228 506 190 470 186 410 C 180 330 274 300 264 236 Z",
      round(colour),
    )
    .oval(300, 236, 36, 9, flat(darker(colour, 0.4)))
    .line("M 222 390 C 214 430 228 462 244 480", 11, flat(rgb("#ffffff"), 0.3));
};

export const planter: Motif = (scene, colour, accent) => {
  scene.shadow(300, 510, 160, 24);
  for (const [turn, length] of [
    [-1.1, 150],
    [-0.65, 190],
    [-0.2, 214],
    [0.25, 206],
    [0.7, 184],
    [1.15, 144],
  ] as const) {
    const x = 300 + Math.sin(turn) * length * 0.6;
    const y = 320 - Math.cos(turn) * length * 0.6;
    scene.oval(x, y, 30, length * 0.58, round(turn > 0 ? lighter(accent, 0.08) : accent), turn);
  }
  scene
    .path("M 176 316 L 424 316 L 392 490 L 208 490 Z", round(colour))
    .box(160, 288, 280, 50, 10, round(lighter(colour, 0.06)))
    .path("M 178 488 L 422 488 L 404 512 L 196 512 Z", round(darker(colour, 0.15)));
};

export const basket: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 508, 180, 26)
    .line("M 178 260 C 160 180 250 180 244 258", 16, round(accent))
    .line("M 356 258 C 350 180 440 180 422 260", 16, round(accent))
    .path(
      "M 132 250 L 468 250 C 476 360 444 500 420 508 L 180 508 C 156 500 124 360 132 250 Z",
      round(colour),
    );
  for (let row = 0; row < 7; row++)
    for (let column = 0; column < 9; column++)
      scene.oval(
        160 + column * 35 + (row % 2) * 17,
        282 + row * 33,
        15,
        6,
        flat(row % 2 ? accent : lighter(colour, 0.3), 0.6),
        0.3,
      );
  scene.oval(300, 250, 168, 24, fromAbove(accent)).oval(300, 253, 150, 17, flat(darker(accent, 0.45)));
};

export const clock: Motif = (scene, colour, accent) => {
  scene
    .shadow(310, 320, 210, 200)
    .oval(300, 300, 206, 206, round(colour))
    .oval(300, 300, 180, 180, fromAbove(accent));
  for (let hour = 0; hour < 12; hour++) {
    const angle = (hour / 12) * 2 * Math.PI;
    const [dx, dy] = [Math.sin(angle), -Math.cos(angle)];
    const from = hour % 3 === 0 ? 132 : 146;
    scene.line(
      `M ${Math.round(300 + dx * from)} ${Math.round(300 + dy * from)} L ${Math.round(300 + dx * 162)} ${Math.round(300 + dy * 162)}`,
      hour % 3 === 0 ? 9 : 5,
      flat(colour),
    );
  }
  scene
    .line("M 300 300 L 238 218", 12, flat(darker(colour, 0.4)))
    .line("M 300 300 L 398 232", 8, flat(darker(colour, 0.4)))
    .oval(300, 300, 13, 13, flat(rgb("#c9a13b")));
};

export const mirror: Motif = (scene, colour, accent) => {
  scene
    .line("M 300 40 L 300 100", 6, flat(darker(colour, 0.2)))
    .shadow(312, 324, 220, 210)
    .oval(300, 304, 214, 214, round(colour))
    .oval(300, 304, 200, 200, fromAbove(accent))
    .path("M 170 250 L 300 120 L 360 132 L 146 346 Z", flat(rgb("#ffffff"), 0.28))
    .path("M 200 410 L 450 160 L 474 190 L 226 438 Z", flat(rgb("#ffffff"), 0.2));
};

export const lamp: Motif = (scene, colour, accent) => {
  scene
    .oval(300, 230, 280, 210, flat(rgb("#fff3cf"), 0.28))
    .oval(300, 240, 200, 150, flat(rgb("#fff3cf"), 0.35))
    .shadow(300, 508, 130, 20)
    .path("M 232 350 C 196 400 196 470 244 508 L 356 508 C 404 470 404 400 368 350 Z", round(colour))
    .box(286, 290, 28, 66, 8, round(rgb("#c9a13b")))
    .path("M 232 110 L 368 110 L 436 300 L 164 300 Z", round(accent))
    .path("M 240 110 L 360 110 L 396 300 L 204 300 Z", flat(rgb("#fffbe8"), 0.45))
    .oval(300, 300, 136, 14, flat(darker(accent, 0.12)))
    .line("M 226 400 C 216 440 224 464 240 484", 10, flat(rgb("#ffffff"), 0.25));
};

export const pendant: Motif = (scene, colour, accent) => {
  scene
    .line("M 300 0 L 300 150", 6, flat(darker(accent, 0.5)))
    .oval(300, 430, 250, 130, flat(rgb("#fff3cf"), 0.4))
    .path(
      "M 268 146 L 332 146 C 440 190 508 300 508 400 Q 300 440 92 400 C 92 300 160 190 268 146 Z",
      round(colour),
    );
  for (let rib = -4; rib <= 4; rib++)
    scene.line(
      `M ${300 + rib * 7} 150 Q ${300 + rib * 38} 230 ${300 + rib * 50} ${418 - Math.abs(rib) * 4}`,
      5,
      flat(accent, 0.6),
    );
  for (const [y, width] of [
    [206, 96],
    [262, 144],
    [318, 178],
    [366, 198],
  ] as const)
    scene.line(
      `M ${300 - width} ${y} Q 300 ${y + 28} ${300 + width} ${y}`,
      6,
      flat(lighter(colour, 0.3), 0.7),
    );
  scene.oval(300, 404, 206, 22, flat(darker(accent, 0.3))).oval(300, 406, 60, 14, flat(rgb("#fff3cf")));
};

export const deskLamp: Motif = (scene, colour, accent) => {
  scene
    .path("M 396 210 L 560 470 L 250 470 Z", flat(rgb("#fff3cf"), 0.4))
    .shadow(210, 508, 120, 18)
    .box(110, 486, 200, 22, 11, round(accent))
    .line("M 210 490 L 160 320 L 330 160", 15, round(colour))
    .oval(160, 320, 17, 17, round(accent))
    .path("M 314 128 L 366 92 C 430 120 450 180 440 240 L 318 250 C 290 210 296 160 314 128 Z", round(colour))
    .oval(382, 244, 62, 13, flat(rgb("#fff3cf")), -0.08);
};

export const candle: Motif = (scene, colour, accent) => {
  scene
    .oval(300, 200, 130, 130, flat(rgb("#fff0c2"), 0.5))
    .shadow(300, 508, 150, 22)
    .box(178, 270, 244, 238, 22, round(accent))
    .oval(300, 272, 122, 26, flat(lighter(accent, 0.4)))
    .oval(300, 276, 106, 20, flat(lighter(colour, 0.35)))
    .line("M 300 276 L 300 232", 6, flat(rgb("#4a3a2a")))
    .path("M 300 150 C 334 200 328 240 300 242 C 272 240 266 200 300 150 Z", fromAbove(rgb("#f5a83c")))
    .path("M 300 190 C 314 214 312 236 300 238 C 288 236 286 214 300 190 Z", flat(rgb("#fff3cf")))
    .box(228, 350, 144, 96, 6, flat(rgb("#fbf8f0")))
    .oval(300, 390, 24, 22, flat(colour))
    .box(256, 424, 88, 7, 3, flat(darker(accent, 0.5), 0.6));
};

export const tapers: Motif = (scene, colour, accent) => {
  scene.shadow(300, 508, 190, 22);
  for (const [index, x] of [180, 260, 340, 420].entries()) {
    const top = [170, 120, 150, 200][index] ?? 150;
    scene
      .path(
        `M ${x - 13} ${top} L ${x + 13} ${top} L ${x + 19} 440 L ${x - 19} 440 Z`,
        round(index % 2 ? accent : colour),
      )
      .line(`M ${x} ${top} L ${x} ${top - 20}`, 4, flat(rgb("#4a3a2a")))
      .path(`M ${x - 30} 436 L ${x + 30} 436 L ${x + 22} 470 L ${x - 22} 470 Z`, round(rgb("#b08d3c")))
      .oval(x, 496, 46, 12, round(rgb("#b08d3c")))
      .box(x - 7, 466, 14, 30, 3, round(rgb("#b08d3c")));
  }
};

export const diffuser: Motif = (scene, colour, accent) => {
  scene.shadow(300, 508, 130, 22);
  for (const dx of [-74, -42, -12, 22, 54, 82])
    scene.line(`M 300 320 L ${300 + dx} ${110 + Math.abs(dx) / 2}`, 7, round(accent));
  scene
    .box(264, 256, 72, 60, 8, round(rgb("#e9e2d5")))
    .box(190, 306, 220, 202, 26, round(colour, 0.82))
    .box(226, 372, 148, 90, 6, flat(rgb("#fbf8f0")))
    .box(252, 400, 96, 9, 4, flat(darker(colour, 0.3)))
    .box(270, 424, 60, 7, 3, flat(colour))
    .line("M 212 336 L 212 480", 10, flat(rgb("#ffffff"), 0.3));
};

export const stool: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 514, 170, 20)
    .line("M 220 240 L 168 506", 28, round(accent))
    .line("M 380 240 L 432 506", 28, round(accent))
    .line("M 300 250 L 300 514", 28, round(darker(accent, 0.06)))
    .path("M 116 216 L 484 216 L 480 246 Q 300 292 120 246 Z", round(darker(colour, 0.12)))
    .oval(300, 216, 184, 44, fromAbove(colour))
    .oval(300, 218, 130, 27, flat(accent, 0.35))
    .oval(300, 218, 112, 22, fromAbove(colour))
    .oval(300, 218, 60, 11, flat(accent, 0.35))
    .oval(300, 218, 48, 8, fromAbove(colour));
};
