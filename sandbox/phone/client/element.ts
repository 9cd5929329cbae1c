type Child = Node | string | undefined | false;

interface Attributes {
  readonly class?: string;
  readonly [name: string]: string | boolean | undefined | ((event: Event) => void);
}

/** Makes an element: attributes as they are, functions as listeners, texts as text. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** Pictograms, drawn on 24 × 24. */
const SHAPES = {
  back: "M20 11H7.8l5.6-5.6L12 4l-8 8 8 8 1.4-1.4L7.8 13H20z",
  menu: "M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4m0 2a2 2 0 1 0 0 4 2 2 0 0 0 0-4m0 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  send: "M3 20.5 21 12 3 3.5v6.6L15.5 12 3 13.9z",
  attach:
    "M21 17V5a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2M8.5 11.5 11 14.5 14.5 10l4.5 6H5z",
  link: "M14 3v2h3.6l-9.8 9.8 1.4 1.4L19 6.4V10h2V3zM19 19H5V5h6V3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-6h-2z",
  reply: "M10 9V5l-7 7 7 7v-4.1c5 0 8.500 1.600 11 5.100-1-5-4-10-11-11",
  call: "M6.600 10.800a15 15 0 0 0 6.600 6.600l2.200-2.200a1 1 0 0 1 1-.25 11 11 0 0 0 3.600.6 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.500a1 1 0 0 1 1 1 11 11 0 0 0 .6 3.600 1 1 0 0 1-.25 1z",
  copy: "M16 1H4a2 2 0 0 0-2 2v14h2V3h12zm3 4H8a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m0 16H8V7h11z",
  list: "M4 6h2v2H4zm4 0h12v2H8zM4 11h2v2H4zm4 0h12v2H8zM4 16h2v2H4zm4 0h12v2H8z",
  ticks:
    "M18 7l-1.400-1.400-6.300 6.300 1.400 1.400zm4.200-1.400L11.700 16.200l-4.200-4.200L6.100 13.400l5.600 5.600L23.600 7zM.4 13.400 6 19l1.400-1.400L1.800 12z",
  verified:
    "M12 1.500 14.600 4l3.600-.4.9 3.500 3.200 1.700-1.400 3.300 1.400 3.300-3.200 1.700-.9 3.500-3.600-.4L12 22.500 9.400 20l-3.600.4-.9-3.500-3.200-1.700 1.400-3.300-1.400-3.300 3.200-1.700.9-3.500L9.400 4zm-1.200 14.100 6-6-1.400-1.400-4.600 4.600-2.100-2.100-1.400 1.400z",
} as const;
export type Shape = keyof typeof SHAPES;

export function pictogram(shape: Shape, label?: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `pictogram ${shape}`);
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[shape]);
  svg.append(path);
  return svg;
}
