/** How fine pictures are in a claim: the finest that keeps it within its size is chosen for each file. */
export const finenesses = ['fine', 'medium', 'coarse', 'coarsest'] as const;
export type FinenessName = (typeof finenesses)[number];

export interface Fineness {
  /** Of the paper the picture ends on. */
  readonly pixelsPerInch: number;
  /** Of JPEG, from 1 to 100. */
  readonly quality: number;
}

/** Fine print of a receipt reads well at the first and can be read at the third; the last is for a size that is not reached else. */
export const finenessOf: Readonly<Record<FinenessName, Fineness>> = {
  fine: { pixelsPerInch: 200, quality: 82 },
  medium: { pixelsPerInch: 150, quality: 70 },
  coarse: { pixelsPerInch: 110, quality: 55 },
  coarsest: { pixelsPerInch: 90, quality: 42 },
};
