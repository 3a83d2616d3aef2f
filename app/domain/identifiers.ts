const organisationWeights = [3, 2, 7, 6, 5, 4, 3, 2];
const accountWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const referencePattern = /^(\d{2,4}\/\d{1,7})(?:-\d{1,4})?$/;

/** True for nine digits whose MOD11 check digit is right (Brønnøysundregistrene's rule). Spaces are not accepted here. */
export function isOrganisationNumber(text: string): boolean {
  return /^\d{9}$/.test(text) && hasCheckDigit(text, organisationWeights);
}

/** True for eleven digits whose MOD11 check digit is right (Norwegian bank account). Spaces and points are not accepted here. */
export function isAccountNumber(text: string): boolean {
  return /^\d{11}$/.test(text) && hasCheckDigit(text, accountWeights);
}

/** True for an account in Norway, as its eleven digits or as its IBAN; spaces and points between the digits are accepted. */
export function isNorwegianAccount(written: string): boolean {
  return isAccountNumber(written.replace(/[\s.\u00a0]/g, '').replace(/^NO\d\d(?=\d{11}$)/, ''));
}

/** True for 2 to 25 digits whose last is a MOD10 or MOD11 check digit, as a KID has (the banks' OCR giro); MOD11's ten is written «-». */
export function isKid(text: string): boolean {
  return /^\d{1,24}[\d-]$/.test(text) && [mod10Digit, mod11Digit].some((checkDigit) => checkDigit(text.slice(0, -1)) === text.at(-1));
}

/** Every second digit from the right counts twice, by the sum of its digits (Luhn). */
function mod10Digit(digits: string): string {
  const total = [...digits].reverse().reduce((sum, digit, place) => {
    const counted = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return sum + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return String((10 - (total % 10)) % 10);
}

/** Weights 2 to 7 from the right, over and over. */
function mod11Digit(digits: string): string {
  const total = [...digits].reverse().reduce((sum, digit, place) => sum + Number(digit) * (2 + (place % 6)), 0);
  const check = (11 - (total % 11)) % 11;
  return check === 10 ? '-' : String(check);
}

/** KS's «vår referanse» as the letter prints it and as KS's form wants it. */
export interface GrantReference {
  /** As written in the letter: `21/12345-1`. */
  readonly written: string;
  /** Without the document number, for the form: `21/12345`. Equal to `written` when it has another shape. */
  readonly forForm: string;
  /** False when it does not look like a case number; KS has changed archive system before, so that is no error. */
  readonly hasUsualShape: boolean;
}

/** Takes the document number off a grant reference. Source: KS, «Rutiner for OU-midler» (K4). */
export function grantReference(text: string): GrantReference {
  const written = text.trim();
  const match = referencePattern.exec(written);
  return { written, forForm: match?.[1] ?? written, hasUsualShape: match !== null };
}

/** MOD11: remainder 0 gives check digit 0; remainder 1 would give 10, and such numbers are not issued. */
function hasCheckDigit(digits: string, weights: readonly number[]): boolean {
  const weighted = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const remainder = weighted % 11;
  return remainder !== 1 && Number(digits.at(-1)) === (11 - remainder) % 11;
}
