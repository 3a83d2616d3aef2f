/** The page and its scale of sizes, in points. One grid: everything starts on the left margin and ends on the right one. */
export const page = { width: 595.28, height: 841.89, left: 51, right: 51, top: 74, bottom: 62 } as const;

export const contentWidth = page.width - page.left - page.right;

/** Size and line height of each kind of text. */
export const type = {
  title: { size: 22, leading: 28 },
  lead: { size: 11.5, leading: 16 },
  heading2: { size: 13.5, leading: 18 },
  heading3: { size: 10, leading: 14 },
  body: { size: 9.5, leading: 14 },
  small: { size: 8, leading: 11.5 },
  table: { size: 8.5, leading: 11.5 },
  figure: { size: 27, leading: 34 },
  running: { size: 7.5, leading: 10 },
} as const;

export type TypeStyle = (typeof type)[keyof typeof type];

/** Colours as PDF operands (sRGB, 0–1). Text colours reach 4.5 : 1 on white and on the panel. */
export const colour = {
  ink: '0.09 0.11 0.15',
  muted: '0.32 0.36 0.42',
  accent: '0.04 0.29 0.43',
  rule: '0.80 0.83 0.87',
  strongRule: '0.35 0.40 0.47',
  panel: '0.945 0.96 0.972',
  watermark: '0.72 0.10 0.12',
} as const;

export type Colour = (typeof colour)[keyof typeof colour];

/** The strip above a foreign page that holds its stamp. */
export const stamp = { margin: 14, height: 30 } as const;
