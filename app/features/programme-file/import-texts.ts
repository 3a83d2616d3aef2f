import type { Language, Programme } from '#app/domain/programme.ts';
import { formatOrganisationNumber } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { zipLimits, type BundleFault } from './import-limits.ts';
import type { ImportRefusal } from './import-programme.server.ts';

/** What was sent is no programme file with its papers. */
export function bundleFaultText(fault: BundleFault, language: Language): string {
  return sentence(language, `programme.import.${fault}`, { bytes: zipLimits.bytes / 1024 / 1024, entries: zipLimits.entries });
}

/** The file is another organisation's than the one it was sent to. */
export function otherOrganisationText({ otherOrganisation: { inFile, here } }: ImportRefusal, language: Language): string {
  const named = ({ name, organisationNumber }: Programme['organisation']) => (
    organisationNumber === undefined ? name : `${name} (${formatOrganisationNumber(organisationNumber)})`
  );
  return translator(language)('programme.import.otherOrganisation', { inFile: named(inFile), here: named(here) });
}
