export const CUPS = [
  { it: "1 tazza", en: "1 cup" },
  { it: "3 tazze", en: "3 cups", more: 600 },
  { it: "6 tazze", en: "6 cups", more: 1200 },
];
export const COLOUR = {
  white: { it: "Bianco", en: "White" },
  sage: { it: "Salvia", en: "Sage" },
  terracotta: { it: "Terracotta", en: "Terracotta" },
  blue: { it: "Blu", en: "Blue" },
  sand: { it: "Sabbia", en: "Sand" },
  black: { it: "Nero", en: "Black" },
  ochre: { it: "Ocra", en: "Ochre" },
} as const;
export const smallLarge = (more: number) => [
  { it: "Piccolo", en: "Small" },
  { it: "Grande", en: "Large", more },
];
