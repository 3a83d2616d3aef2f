/** How far long work has come. */
export type Progress
  = | { readonly stage: 'begun' }
    /** Others are before it. */
    | { readonly stage: 'waiting' }
    | { readonly stage: 'opening'; readonly done: number; readonly total: number }
    /** Pictures are made coarser, no more of them than it takes. */
    | { readonly stage: 'shrinking'; readonly done: number }
    /** The document itself, in so many pieces. */
    | { readonly stage: 'setting'; readonly lines: number };

/** Told by work that takes long; nobody has to listen. */
export type Tell = (progress: Progress) => void;

/** What takes less is over before anyone could read how far it has come. */
export const quietMs = 1_000;
