/** Thrown inside the proof for whatever it cannot show to be safe, with the reason. The page then goes in as a picture. */
export class Unproven extends Error {}
