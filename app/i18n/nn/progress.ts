import type { progress as bokmal } from '../nb/progress.ts';

export const progress: Record<keyof typeof bokmal, string> = {
  'progress.begun': 'Arbeider …',
  'progress.waiting': 'Ventar på tur: andre dokument blir laga først',
  'progress.opening': 'Opnar fil {at} av {total}',
  'progress.shrinking': 'Gjer bilete mindre: fil {at}',
  'progress.setting': 'Set opp dokumentet, {lines} linjer',
  'progress.done': 'Ferdig.',
  'progress.done.file': 'Dokumentet kjem av seg sjølv. Gjer det ikkje det, hent det her.',
  'progress.gone': 'Anten er tenesta starta på nytt, eller så er det lenge sidan arbeidet vart ferdig. Gå tilbake, og be om det på nytt: filer som er mottekne, er tekne vare på. Skreiv du i eit skjema, bruk tilbakeknappen i nettlesaren. Då står det du skreiv der, og du kan sende det på nytt.',
  'progress.gone.form': 'Tenesta vart starta på nytt medan ho arbeidde. Det du har skrive, står framleis her. Send skjemaet på nytt: det som alt er lagra, blir ikkje lagra to gonger.',
  'progress.unreachable': 'Får ikkje kontakt med tenesta. Prøver igjen …',
  'progress.sending': 'Sender filene: {sent} av {total} MB',
  'progress.working': 'Sendt. Ventar på svar …',
  'progress.broken': 'Sendinga vart broten. Det du har skrive og valt, står framleis her. Sjekk nettet, og send på nytt: det som alt er lagra, blir ikkje lagra to gonger.',
  'progress.busy': 'Det er for mykje i gang på ein gong. Vent til noko av det er ferdig, og send på nytt. Det du har skrive, står framleis her.',
  'progress.title.under_way': 'Arbeider',
  'progress.title.done': 'Ferdig',
  'progress.title.failed': 'Dette gjekk ikkje',
  'progress.title.gone': 'Ikkje i gang lenger',
  'progress.save.title': 'Opnar filene',
  'progress.save.lead': 'Filene er mottekne. Kvar fil blir opna og talt opp, og så blir det du sende, lagra. Bli på sida til det er ferdig.',
  'progress.import.title': 'Hentar programmet',
  'progress.import.lead': 'Filene er mottekne. Kvar fil blir opna og talt opp, og så blir programmet laga. Bli på sida til det er ferdig.',
  'progress.attest.title': 'Attesterer kravet',
  'progress.attest.lead': 'PDF-en blir laga før kravet er attestert. Bli på sida til det er ferdig.',
  'progress.draft.title': 'Lagar utkastet',
  'progress.draft.lead': 'PDF-en kjem når han er ferdig. Du kan gå herifrå så lenge, og be om han på nytt seinare.',
  'progress.parts.title': 'Lagar delane',
  'progress.parts.lead': 'Nedlastinga startar når delane er ferdige. Du kan gå herifrå så lenge, og be om dei på nytt seinare.',
  'progress.refresh.now': 'Oppdater no',
  'progress.refresh.stop': 'Ikkje oppdater av seg sjølv',
  'progress.link.file': 'Hent dokumentet',
  'progress.link.done': 'Gå vidare',
  'progress.link.back': 'Tilbake',
};

/** Spelt alike in bokmål and nynorsk: read, and right. */
export const alike: readonly (keyof typeof bokmal)[] = [
  'progress.begun', 'progress.done', 'progress.sending', 'progress.title.under_way', 'progress.title.done', 'progress.attest.title', 'progress.link.file',
  'progress.link.back',
];
