export const bundleFaults = [
  'nothing', 'noProgrammeFile', 'severalProgrammeFiles', 'zipAndMore', 'zipBroken', 'zipTooLarge', 'zipTooMany', 'zipSuspicious',
  'zipLeavesFolder',
] as const;
export type BundleFault = (typeof bundleFaults)[number];

const mega = 1024 * 1024;
/** A zip may hold far more than it weighs: what it says it holds is looked at before anything is unpacked. */
export const zipLimits = { bytes: 50 * mega, entries: 1_000, ratio: 100 };
