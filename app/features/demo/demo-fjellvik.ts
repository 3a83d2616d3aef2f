import { linesInvoicedBy } from './demo-lines.ts';
import { demoProgramme } from './demo-programme.ts';

const { format, organisation, contact } = demoProgramme;
const nordlys = { name: 'Nordlys Lederutvikling AS', organisationNumber: '701730496' };
const áile = { id: 'k1', name: 'Áile Njárga', role: 'process_supervisor', company: nordlys.name };
const torgeir = { id: 'k2', name: 'Torgeir Ås', role: 'lecturer', company: nordlys.name };

const { fee, actual, notRefundable } = linesInvoicedBy(nordlys.name, {
  901: ['2024-10-14', '2024-11-08'], 917: ['2025-03-20', '2025-04-11'],
  1102: ['2026-02-19', '2026-03-13'], 1115: ['2026-04-24'], 1121: ['2026-06-05', '2026-06-30'], 1127: ['2026-06-26'],
});

/** A programme that is over and done with: claimed, withdrawn, claimed again, and settled. */
export const demoHealthProgramme = {
  format, organisation, contact,
  programme: {
    name: 'Ledelse i helse og omsorg 2024–2025', targetGroup: 'avdelingsledere', leaderCount: 18, startsOn: '2024-09-02', endsOn: '2025-03-28',
    purpose: 'Gi avdelingslederne et felles språk for ledelse nær brukerne, med to samlinger og oppfølging mellom dem.', supplier: nordlys,
  },
  grant: {
    reference: '24/08811-2', appliedOn: '2024-04-01', letterOn: '2024-05-27', amount: '90000.00', percent: '70', dayCap: '18000.00',
    expiresOn: '2027-12-31', letter: 'tilsagnsbrev.pdf',
  },
  consultants: [áile],
  activities: [
    { id: 'a1', kind: 'gathering', title: 'Samling 1: Ledelse nær brukerne', startsOn: '2024-10-01', endsOn: '2024-10-02', place: 'Fjellvik', participants: 18 },
    { id: 'a2', kind: 'gathering', title: 'Samling 2: Kvalitet og pårørende', startsOn: '2025-03-11', endsOn: '2025-03-12', place: 'Fjellvik', participants: 17 },
  ],
  expenses: [
    fee({ id: 'e1', consultant: 'k1', activity: 'a1', invoice: '901', days: ['2024-10-01', '2024-10-02'], each: '21000.00', what: 'Prosessveiledning på samling 1' }),
    actual('travel', { id: 'e2', consultant: 'k1', activity: 'a1', invoice: '901', on: '2024-10-01', amount: '3120.00', what: 'Fly til Fjellvik, tur–retur' }),
    fee({ id: 'e3', consultant: 'k1', activity: 'a2', invoice: '917', days: ['2025-03-11', '2025-03-12'], each: '17500.00', what: 'Prosessveiledning på samling 2' }),
    actual('accommodation', { id: 'e4', consultant: 'k1', activity: 'a2', invoice: '917', on: '2025-03-11', amount: '1690.00', what: 'Hotell, én natt' }),
    notRefundable('participants_board', { id: 'e5', on: '2025-03-11', amount: '9450.00', what: 'Lunsj for deltakerne', file: 'faktura-hotellet.pdf' }),
  ],
};

/** A programme under way, as it looks on an ordinary day: one invoice without its file, one not paid, one whose consultant nobody wrote. */
export const demoKindergartenProgramme = {
  format, organisation, contact,
  programme: {
    name: 'LED barnehage 2026–2027', targetGroup: 'styrere og pedagogiske ledere', leaderCount: 31, startsOn: '2026-01-12', endsOn: '2027-05-28',
    purpose: 'Styrke styrerne i å lede barnehagens pedagogiske arbeid, med fagsamlinger og lederstøtte i barnehagene.', supplier: nordlys,
  },
  grant: {
    reference: '25/20417-3', appliedOn: '2025-10-01', letterOn: '2025-11-18', amount: '240000.00', percent: '70', dayCap: '18000.00',
    expiresOn: '2028-12-31', letter: 'tilsagnsbrev.pdf',
  },
  consultants: [áile, torgeir],
  activities: [
    { id: 'a1', kind: 'gathering', title: 'Fagsamling 1: Barnehagen som lærende organisasjon', startsOn: '2026-02-03', endsOn: '2026-02-04', place: 'Fjellvik', participants: 31 },
    { id: 'a2', kind: 'support', title: 'Lederstøtte i barnehagene, vår', startsOn: '2026-04-14', endsOn: '2026-04-16', place: 'Fjellvik', participants: 29 },
    { id: 'a3', kind: 'gathering', title: 'Fagsamling 2: Språk og lek', startsOn: '2026-05-19', endsOn: '2026-05-20', place: 'Fjellvik', participants: 30 },
    { id: 'a4', kind: 'seminar', title: 'Lederseminar', startsOn: '2027-05-11', endsOn: '2027-05-12', place: 'Fjellvik', participants: 31 },
  ],
  expenses: [
    fee({ id: 'e1', consultant: 'k1', activity: 'a1', invoice: '1102', days: ['2026-02-03', '2026-02-04'], each: '22000.00', what: 'Prosessveiledning på fagsamling 1' }),
    actual('travel', { id: 'e2', consultant: 'k1', activity: 'a1', invoice: '1102', on: '2026-02-03', amount: '3980.00', what: 'Fly til Fjellvik, tur–retur' }),
    actual('accommodation', { id: 'e3', consultant: 'k1', activity: 'a1', invoice: '1102', on: '2026-02-03', amount: '1745.00', what: 'Hotell, én natt' }),
    notRefundable('venue', { id: 'e4', on: '2026-02-03', amount: '6500.00', what: 'Leie av lokale til fagsamling 1', file: 'faktura-kulturhuset.pdf' }),
    fee({ id: 'e5', consultant: 'k1', activity: 'a2', invoice: '1115', days: ['2026-04-14', '2026-04-15'], each: '18000.00', what: 'Lederstøtte i barnehagene' }),
    fee({ id: 'e6', activity: 'a3', invoice: '1121', days: ['2026-05-19'], each: '16500.00', what: 'Foredrag om språk og lek' }),
    { ...fee({ id: 'e7', consultant: 'k2', activity: 'a3', invoice: '1121', days: ['2026-05-20'], each: '16500.00', what: 'Øvelser og veiledning' }), attachments: [] },
    // Its invoice has come; nobody has logged the cost.
    fee({ id: 'e8', consultant: 'k1', activity: 'a2', invoice: '1127', days: ['2026-04-16'], each: '18000.00', what: 'Lederstøtte, tredje dag' }),
  ],
};
