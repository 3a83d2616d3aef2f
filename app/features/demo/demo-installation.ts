import { addDays, type CalendarDate } from '#app/domain/calendar-date.ts';
import type { Role } from '#app/domain/permissions.ts';
import { demoHealthProgramme, demoKindergartenProgramme } from './demo-fjellvik.ts';
import { demoEarlyYearsProgramme, demoSchoolProgramme, demoTechnicalProgramme } from './demo-havdal.ts';
import { demoProgramme } from './demo-programme.ts';

/** What happens to a claim, on a day. A replaced claim goes on as its new version. */
export type DemoStep
  = | { readonly do: 'approve'; readonly on: string }
    | { readonly do: 'send' | 'submit'; readonly on: string }
    | { readonly do: 'withdraw' | 'replace'; readonly on: string; readonly reason: string }
    | { readonly do: 'settle'; readonly on: string; readonly received: string; readonly reason: string };

export interface DemoClaim {
  readonly madeOn: string;
  /** Ids of the file's lines; all of them when left out. */
  readonly lines?: readonly string[];
  readonly steps: readonly DemoStep[];
}

export interface DemoProgramme {
  readonly key: string;
  readonly createdOn: string;
  /** A programme file. */
  readonly file: unknown;
  /** Lines whose papers have come, but which nobody has logged. */
  readonly notLogged?: readonly string[];
  readonly isConsultants?: boolean;
  /** What the consultant has handed in, on which day, and nobody has answered. */
  readonly sheet?: DemoSheet;
  readonly claims: readonly DemoClaim[];
}

/** Days of the last activity before that, and the way there. */
export interface DemoSheet {
  readonly handedInOn: string;
  readonly work: string;
  readonly travel: string;
  readonly message: string;
}

export interface DemoPerson {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
}

export interface DemoOrganisation {
  readonly key: string;
  readonly name: string;
  readonly ledger: { readonly responsibility: string; readonly function: string; readonly project: string };
  readonly people: readonly DemoPerson[];
  /** Asked in, and not there yet. */
  readonly invited: DemoPerson;
  readonly programmes: readonly DemoProgramme[];
}

/** Everybody's in the demo, which listens to this machine only. */
export const demoPassword = 'kaffi og kvalkjøt';

const consultant: DemoPerson = { role: 'consultant', name: 'Kim Konsulent', email: 'kim@konsulent.example' };

const fjellvik: DemoOrganisation = {
  key: 'fjellvik',
  name: demoProgramme.organisation.name,
  ledger: { responsibility: '3100', function: '202', project: '70125' },
  people: [
    { role: 'administrator', name: 'Ada Administrator', email: 'ada@fjellvik.example' },
    { role: 'case_worker', name: 'Siri Saksbehandler', email: 'siri@fjellvik.example' },
    { role: 'finance', name: 'Odd Økonomi', email: 'odd@fjellvik.example' },
    { role: 'reader', name: 'Liv Leser', email: 'liv@fjellvik.example' },
    consultant,
  ],
  invited: { role: 'case_worker', name: 'Nora Nytilsatt', email: 'nora@fjellvik.example' },
  programmes: [
    {
      key: 'settled', createdOn: '2024-06-03', file: demoHealthProgramme,
      claims: [
        { madeOn: '2025-04-28', steps: [
          { do: 'send', on: '2025-04-28' }, { do: 'approve', on: '2025-04-30' },
          { do: 'withdraw', on: '2025-05-02', reason: 'Feil kontonummer i kravet. Nytt krav er sendt.' },
        ] },
        { madeOn: '2025-05-05', steps: [
          { do: 'send', on: '2025-05-05' }, { do: 'approve', on: '2025-05-06' }, { do: 'submit', on: '2025-05-06' },
          { do: 'settle', on: '2025-06-12', received: '51884.00', reason: 'KS dekket ikke hotellnatten: bilaget manglet navn på gjesten.' },
        ] },
      ],
    },
    { key: 'ready', createdOn: '2025-06-02', file: demoProgramme, claims: [] },
    {
      key: 'underWay', createdOn: '2025-11-24', file: demoKindergartenProgramme, notLogged: ['e8'], isConsultants: true, claims: [],
      sheet: {
        handedInOn: '2026-06-25', work: 'Prosessveiledning i grupper', travel: 'Tog og buss, tur–retur',
        message: 'Fakturaen kommer i juli, sammen med oppfølgingsmøtet.',
      },
    },
  ],
};

const havdal: DemoOrganisation = {
  key: 'havdal',
  name: demoSchoolProgramme.organisation.name,
  ledger: { responsibility: '2200', function: '201', project: '' },
  people: [
    { role: 'administrator', name: 'Arne Administrator', email: 'arne@havdal.example' },
    { role: 'case_worker', name: 'Signe Saksbehandlar', email: 'signe@havdal.example' },
    { role: 'finance', name: 'Oda Økonomi', email: 'oda@havdal.example' },
    { role: 'reader', name: 'Leif Lesar', email: 'leif@havdal.example' },
    consultant,
  ],
  invited: { role: 'finance', name: 'Nils Nytilsett', email: 'nils@havdal.example' },
  programmes: [
    {
      key: 'submitted', createdOn: '2025-06-10', file: demoEarlyYearsProgramme,
      claims: [{ madeOn: '2026-05-04', steps: [
        { do: 'send', on: '2026-05-04' }, { do: 'approve', on: '2026-05-06' },
        { do: 'replace', on: '2026-05-11', reason: 'Reisa var ført med feil dato.' },
        { do: 'send', on: '2026-05-11' }, { do: 'approve', on: '2026-05-12' }, { do: 'submit', on: '2026-05-13' },
      ] }],
    },
    {
      key: 'parts', createdOn: '2025-06-20', file: demoTechnicalProgramme, isConsultants: true,
      sheet: {
        handedInOn: '2026-06-25', work: 'Leiarstøtte i to einingar', travel: 'Bil og ferje, tur–retur',
        message: 'Eg var med begge dagane. Faktura kjem etter ferien.',
      },
      claims: [
        { madeOn: '2026-06-01', lines: ['e1', 'e2'], steps: [{ do: 'send', on: '2026-06-01' }, { do: 'approve', on: '2026-06-03' }] },
        { madeOn: '2026-06-22', lines: ['e3'], steps: [] },
      ],
    },
    {
      key: 'inReview', createdOn: '2025-06-11', file: demoSchoolProgramme,
      claims: [{ madeOn: '2026-06-15', steps: [{ do: 'send', on: '2026-06-16' }] }],
    },
  ],
};

/**
 * Two invented municipalities and a consultant who helps both, with something in every state. Written as of the school year
 * 2026–2027; all of it has happened before it began.
 */
export const demoOrganisations: readonly DemoOrganisation[] = [fjellvik, havdal];

/** Each person once, with what they are and where. */
export function demoPeople() {
  const places = demoOrganisations.flatMap(({ name, people }) => people.map((person) => ({ ...person, organisation: name })));
  return [...Map.groupBy(places, ({ email }) => email)].map(([email, roles]) => ({ email, roles }));
}

/** Moves every year in a text of the demo so that it fits the school year `today` is in. Only years begin with 202 there. */
export function demoYears(today: CalendarDate): (text: string) => string {
  const years = Number(addDays(today, -daysBeforeAugust).slice(0, 4)) - 2026;
  return (text) => text.replace(/\b202\d\b/g, (year) => String(Number(year) + years));
}

const daysBeforeAugust = 212;
