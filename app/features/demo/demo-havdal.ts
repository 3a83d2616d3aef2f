import { linesInvoicedBy } from './demo-lines.ts';

const format = 'ou-refusjon/programme@1';
const organisation = {
  name: 'Havdal kommune', organisationNumber: '345678913', bankAccount: '99991111227',
  address: { street: 'Fjordgata 12', postalCode: '9998', city: 'Havdal' }, language: 'nn',
};
const contact = { name: 'Saksbehandlar oppvekst', email: 'oppvekst@havdal.example', phone: '70 00 00 00' };
const fjordfolk = { name: 'Fjordfolk Rettleiing AS' };
const solveig = { id: 'k1', name: 'Solveig Havnes', role: 'process_supervisor', company: fjordfolk.name };
const eirik = { id: 'k2', name: 'Eirik Lid', role: 'course_leader', company: fjordfolk.name };

const { fee, actual, notRefundable } = linesInvoicedBy(fjordfolk.name, {
  301: ['2025-10-10', '2025-11-03'], 318: ['2026-03-27', '2026-04-20'], 322: ['2025-11-21', '2025-12-15'], 331: ['2026-05-08', '2026-05-29'],
  340: ['2025-09-26', '2025-10-20'], 352: ['2026-04-17', '2026-05-11'],
});

/** Claimed, mended by a new version, and sent. */
export const demoEarlyYearsProgramme = {
  format, organisation, contact,
  programme: {
    name: 'Leiing i barnehage 2025–2026', targetGroup: 'styrarar', leaderCount: 14, startsOn: '2025-09-01', endsOn: '2026-04-30',
    purpose: 'Gjere styrarane tryggare i å leie personalet gjennom endring.', supplier: fjordfolk,
  },
  grant: {
    reference: '25/03377-1', appliedOn: '2025-04-01', letterOn: '2025-05-30', amount: '110000.00', percent: '70', dayCap: '18000.00',
    expiresOn: '2027-12-31', letter: 'tilsegnsbrev.pdf',
  },
  consultants: [solveig],
  activities: [
    { id: 'a1', kind: 'gathering', title: 'Samling 1', startsOn: '2025-09-30', endsOn: '2025-10-01', place: 'Havdal', participants: 14 },
    { id: 'a2', kind: 'gathering', title: 'Samling 2', startsOn: '2026-03-17', endsOn: '2026-03-18', place: 'Havdal', participants: 13 },
  ],
  expenses: [
    fee({ id: 'e1', consultant: 'k1', activity: 'a1', invoice: '301', days: ['2025-09-30', '2025-10-01'], each: '19000.00', what: 'Prosessrettleiing på samling 1' }),
    actual('travel', { id: 'e2', consultant: 'k1', activity: 'a1', invoice: '301', on: '2025-09-30', amount: '2210.50', what: 'Ferje og bil til Havdal' }),
    fee({ id: 'e3', consultant: 'k1', activity: 'a2', invoice: '318', days: ['2026-03-17', '2026-03-18'], each: '17000.00', what: 'Prosessrettleiing på samling 2' }),
    actual('accommodation', { id: 'e4', consultant: 'k1', activity: 'a2', invoice: '318', on: '2026-03-17', amount: '1580.00', what: 'Hotell, ei natt' }),
  ],
};

/** Paid in parts: what is attested waits to be sent, the rest is a draft. */
export const demoTechnicalProgramme = {
  format, organisation, contact,
  programme: {
    name: 'Leiing i tekniske tenester 2025–2026', targetGroup: 'einingsleiarar', leaderCount: 9, startsOn: '2025-10-01', endsOn: '2026-06-19',
    purpose: 'Betre samarbeid mellom einingane og tydelegare prioritering.', supplier: fjordfolk,
  },
  grant: {
    reference: '25/07120-4', appliedOn: '2025-04-01', letterOn: '2025-06-12', amount: '75000.00', percent: '70', dayCap: '18000.00',
    expiresOn: '2027-12-31', letter: 'tilsegnsbrev.pdf', partPayment: true,
  },
  consultants: [eirik],
  activities: [
    { id: 'a1', kind: 'gathering', title: 'Samling 1: Prioritering', startsOn: '2025-11-11', endsOn: '2025-11-12', place: 'Havdal', participants: 9 },
    { id: 'a2', kind: 'support', title: 'Leiarstøtte i einingane', startsOn: '2026-04-28', endsOn: '2026-04-29', place: 'Havdal', participants: 9 },
  ],
  expenses: [
    fee({ id: 'e1', consultant: 'k2', activity: 'a1', invoice: '322', days: ['2025-11-11', '2025-11-12'], each: '18500.00', what: 'Kursleiing på samling 1' }),
    actual('travel', { id: 'e2', consultant: 'k2', activity: 'a1', invoice: '322', on: '2025-11-11', amount: '1875.00', what: 'Bil og ferje' }),
    fee({ id: 'e3', consultant: 'k2', activity: 'a2', invoice: '331', days: ['2026-04-28', '2026-04-29'], each: '15000.00', what: 'Leiarstøtte i to einingar' }),
  ],
};

/** Waits for attestation. */
export const demoSchoolProgramme = {
  format, organisation, contact,
  programme: {
    name: 'LED skule 2025–2026', targetGroup: 'rektorar', leaderCount: 11, startsOn: '2025-08-18', endsOn: '2026-05-29',
    purpose: 'Utvikle skulane som profesjonelle læringsfellesskap.', supplier: fjordfolk,
  },
  grant: {
    reference: '25/04552-1', appliedOn: '2025-04-01', letterOn: '2025-05-30', amount: '150000.00', percent: '70', dayCap: '18000.00',
    expiresOn: '2027-12-31', letter: 'tilsegnsbrev.pdf',
  },
  consultants: [solveig, eirik],
  activities: [
    { id: 'a1', kind: 'gathering', title: 'Fagsamling 1: Tid for læring', startsOn: '2025-09-16', endsOn: '2025-09-17', place: 'Havdal', participants: 11 },
    { id: 'a2', kind: 'seminar', title: 'Leiarseminar', startsOn: '2026-04-07', endsOn: '2026-04-08', place: 'Havdal', participants: 11 },
  ],
  expenses: [
    fee({ id: 'e1', consultant: 'k1', activity: 'a1', invoice: '340', days: ['2025-09-16', '2025-09-17'], each: '20500.00', what: 'Prosessrettleiing på fagsamling 1' }),
    fee({ id: 'e2', consultant: 'k2', activity: 'a1', invoice: '340', days: ['2025-09-17'], each: '14000.00', what: 'Øving i elevsamtalar' }),
    actual('travel', { id: 'e3', consultant: 'k1', activity: 'a1', invoice: '340', on: '2025-09-16', amount: '2650.00', what: 'Fly og buss til Havdal' }),
    fee({ id: 'e4', consultant: 'k1', activity: 'a2', invoice: '352', days: ['2026-04-07', '2026-04-08'], each: '17500.00', what: 'Leiarseminar, to dagar' }),
    actual('accommodation', { id: 'e5', consultant: 'k1', activity: 'a2', invoice: '352', on: '2026-04-07', amount: '1820.00', what: 'Hotell, ei natt' }),
    notRefundable('participants_board', { id: 'e6', on: '2026-04-07', amount: '7420.00', what: 'Mat til deltakarane', file: 'faktura-kafeen.pdf' }),
  ],
};
