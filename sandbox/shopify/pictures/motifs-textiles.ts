import type { Motif } from "./motifs-kitchen.ts";
import { darker, flat, fromAbove, lighter, rgb, round } from "./scene.ts";

export const folded: Motif = (scene, colour, accent) => {
  scene.shadow(300, 506, 220, 24);
  for (const [index, y] of [422, 342, 262].entries())
    scene
      .box(112 + index * 8, y, 376 - index * 16, 84, 34, fromAbove(index === 1 ? accent : colour))
      .line(
        `M ${150 + index * 8} ${y + 42} L ${452 - index * 8} ${y + 42}`,
        5,
        flat(darker(index === 1 ? accent : colour, 0.2), 0.6),
      )
      .line(
        `M ${140 + index * 8} ${y + 20} L ${430 - index * 8} ${y + 20}`,
        4,
        flat(lighter(colour, 0.5), 0.6),
      );
};

export const towels: Motif = (scene, colour, accent) => {
  scene.line("M 70 118 L 530 118", 14, round(rgb("#b98c5a")));
  for (const [x, bottom] of [
    [110, 470],
    [246, 500],
    [382, 452],
  ] as const) {
    scene
      .shadow(x + 58, bottom - 10, 70, 16)
      .path(`M ${x} 112 L ${x + 112} 112 L ${x + 116} ${bottom} L ${x - 4} ${bottom} Z`, round(colour));
    for (const stripe of [40, 62, 100])
      scene.box(x - 2, bottom - stripe, 116, stripe === 62 ? 6 : 14, 1, flat(accent, 0.85));
    scene.line(`M ${x + 30} 130 L ${x + 28} ${bottom - 110}`, 5, flat(darker(colour, 0.15), 0.5));
  }
};

export const apron: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 516, 170, 16)
    .line("M 236 150 C 236 50 364 50 364 150", 12, flat(accent))
    .line("M 176 284 L 92 330", 11, flat(accent))
    .line("M 424 284 L 508 330", 11, flat(accent))
    .path(
      "M 230 140 L 370 140 C 370 220 400 260 446 280 L 452 500 Q 300 524 148 500 L 154 280 C 200 260 230 220 230 140 Z",
      round(colour),
    )
    .box(202, 348, 90, 92, 8, fromAbove(darker(colour, 0.12)))
    .box(308, 348, 90, 92, 8, fromAbove(darker(colour, 0.12)))
    .line("M 206 362 L 288 362", 3, flat(lighter(colour, 0.5), 0.7))
    .line("M 312 362 L 394 362", 3, flat(lighter(colour, 0.5), 0.7))
    .line("M 240 160 L 360 160", 3, flat(lighter(colour, 0.5), 0.7));
};

export const cushion: Motif = (scene, colour, accent) => {
  scene
    .shadow(300, 500, 210, 28)
    .path(
      "M 108 136 Q 300 190 492 136 Q 442 310 496 490 Q 300 444 104 490 Q 158 310 108 136 Z",
      round(colour),
    )
    .path(
      "M 134 166 Q 300 210 466 166 Q 424 310 470 462 Q 300 422 130 462 Q 176 310 134 166 Z",
      fromAbove(lighter(colour, 0.08), 0.6),
    )
    .line("M 200 220 C 260 260 240 330 210 380", 5, flat(accent, 0.5))
    .line("M 400 230 C 350 270 360 330 392 384", 5, flat(accent, 0.5))
    .oval(270, 408, 8, 8, flat(darker(accent, 0.3)))
    .oval(330, 408, 8, 8, flat(darker(accent, 0.3)));
};

export const blanket: Motif = (scene, colour, accent) => {
  scene.shadow(300, 506, 210, 24);
  for (let fringe = 0; fringe < 24; fringe++)
    scene.line(`M ${136 + fringe * 14} 470 L ${132 + fringe * 14} 508`, 5, flat(darker(colour, 0.12)));
  scene
    .path("M 130 210 Q 300 170 470 210 L 476 476 Q 300 500 124 476 Z", round(colour))
    .path("M 126 330 Q 300 302 474 330 L 475 350 Q 300 322 125 350 Z", flat(accent, 0.8))
    .path("M 125 382 Q 300 354 475 382 L 476 396 Q 300 368 125 396 Z", flat(accent, 0.6))
    .path(
      "M 130 210 Q 300 170 470 210 Q 470 250 430 256 Q 300 226 170 256 Q 130 250 130 210 Z",
      fromAbove(lighter(colour, 0.18)),
    )
    .line("M 182 280 L 178 460", 6, flat(darker(colour, 0.2), 0.4))
    .line("M 398 280 L 404 460", 6, flat(darker(colour, 0.2), 0.4));
};
