import type { progress as bokmal } from '../nb/progress.ts';

export const progress: Record<keyof typeof bokmal, string> = {
  'progress.begun': 'Arbeider …',
  'progress.waiting': 'Ventar på tur: andre dokument blir laga først',
  'progress.opening': 'Opnar fil {at} av {total}',
  'progress.shrinking': 'Gjer bilete mindre: fil {at}',
  'progress.setting': 'Set opp dokumentet, {lines} linjer',
  'progress.done': 'Ferdig.',
  'progress.done.file': 'Ferdig. Nedlastinga startar av seg sjølv.',
  'progress.gone': 'Arbeidet er ikkje i gang lenger. Anten er tenesta starta på nytt, eller så er det lenge sidan det vart ferdig. Filer som er mottekne, er tekne vare på. Har du skrive noko i eit skjema, gå tilbake i nettlesaren: det du skreiv, står der, og du kan sende det på nytt.',
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
  'progress.attest.title': 'Attesterer kravet',
  'progress.attest.lead': 'PDF-en blir laga før kravet er attestert. Bli på sida til det er ferdig.',
  'progress.draft.title': 'Lagar utkastet',
  'progress.draft.lead': 'PDF-en opnar seg her når han er ferdig.',
  'progress.parts.title': 'Lagar delane',
  'progress.parts.lead': 'Nedlastinga startar når delane er ferdige.',
  'progress.refresh.now': 'Oppdater no',
  'progress.refresh.stop': 'Ikkje oppdater av seg sjølv',
  'progress.link.file': 'Last ned',
  'progress.link.done': 'Gå vidare',
  'progress.link.back': 'Tilbake',
};

/** Spelt alike in bokmål and nynorsk: read, and right. */
export const alike: readonly (keyof typeof bokmal)[] = [
  'progress.begun', 'progress.done', 'progress.sending', 'progress.title.under_way', 'progress.title.done', 'progress.attest.title', 'progress.link.file',
  'progress.link.back',
];
