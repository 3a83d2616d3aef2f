import { linesInvoicedBy, type InvoiceDays } from './demo-lines.ts';

const demoSupplier = { name: 'Nordlys Lederutvikling AS', organisationNumber: '701730496' };

const invoiceDays: InvoiceDays = {
  1001: ['2025-09-25', '2025-10-20'], 1014: ['2025-11-14', '2025-12-08'], 1032: ['2026-02-20', '2026-03-16'],
  1033: ['2026-02-24', '2026-03-20'], 1051: ['2026-06-18', '2026-07-10'], 1056: ['2026-06-30', '2026-07-10'],
};

const { fee, actual, notRefundable } = linesInvoicedBy(demoSupplier.name, invoiceDays);

/** A LED skole programme of an invented municipality, as a programme file: the example people see first. */
export const demoProgramme = {
  format: 'ou-refusjon/programme@1',
  organisation: {
    name: 'Fjellvik kommune', organisationNumber: '123456785', bankAccount: '12345678911',
    address: { street: 'Rådhusvegen 1', postalCode: '9999', city: 'Fjellvik' }, language: 'nb',
  },
  contact: { name: 'Saksbehandler oppvekst', email: 'oppvekst@fjellvik.example', phone: '77 00 00 00' },
  programme: {
    name: 'LED skole 2025–2026', targetGroup: 'rektorer og avdelingsledere', leaderCount: 24, startsOn: '2025-08-18', endsOn: '2026-06-12',
    purpose: 'Styrke ledergruppene i skolene i å lede profesjonelle læringsfellesskap, med fagsamlinger, lederstøtte på egen skole og et avsluttende lederseminar.',
    supplier: demoSupplier,
  },
  grant: {
    reference: '25/12345-1', appliedOn: '2025-04-01', letterOn: '2025-05-20', amount: '180000.00', percent: '70', dayCap: '18000.00',
    expiresOn: '2027-06-30', letter: 'tilsagnsbrev.pdf',
  },
  consultants: [
    { id: 'k1', name: 'Áile Njárga', role: 'process_supervisor', company: 'Nordlys Lederutvikling AS' },
    { id: 'k2', name: 'Torgeir Ås', role: 'lecturer', company: 'Nordlys Lederutvikling AS' },
  ],
  activities: [
    { id: 'a1', kind: 'gathering', title: 'Fagsamling 1: Å lede læringsfellesskap', startsOn: '2025-09-16', endsOn: '2025-09-17', place: 'Fjellvik', participants: 24 },
    { id: 'a2', kind: 'support', title: 'Lederstøtte på skolene', startsOn: '2025-11-04', endsOn: '2025-11-06', place: 'Fjellvik', participants: 24 },
    { id: 'a3', kind: 'gathering', title: 'Fagsamling 2: Fra data til praksis', startsOn: '2026-02-10', endsOn: '2026-02-11', place: 'Kárášjohka', participants: 23 },
    { id: 'a4', kind: 'seminar', title: 'Lederseminar', startsOn: '2026-06-11', endsOn: '2026-06-12', place: 'Fjellvik', participants: 24 },
  ],
  expenses: [
    fee({ id: 'e1', consultant: 'k1', activity: 'a1', invoice: '1001', days: ['2025-09-16', '2025-09-17'], each: '20000.00', what: 'Prosessveiledning på fagsamling' }),
    fee({ id: 'e2', consultant: 'k2', activity: 'a1', invoice: '1001', days: ['2025-09-16'], each: '16000.00', what: 'Foredrag: Hva er et læringsfellesskap?' }),
    actual('travel', { id: 'e3', consultant: 'k1', activity: 'a1', invoice: '1001', on: '2025-09-16', amount: '3412.50', what: 'Fly og tog til Fjellvik, tur–retur' }),
    actual('accommodation', { id: 'e4', consultant: 'k1', activity: 'a1', invoice: '1001', on: '2025-09-16', amount: '1895.00', what: 'Hotell, én natt' }),
    fee({ id: 'e5', consultant: 'k1', activity: 'a2', invoice: '1014', days: ['2025-11-04', '2025-11-05', '2025-11-06'], each: '20000.00', what: 'Lederstøtte på tre skoler' }),
    actual('travel', { id: 'e6', consultant: 'k1', activity: 'a2', invoice: '1014', on: '2025-11-04', amount: '3180.40', what: 'Fly og leiebil til Fjellvik' }),
    actual('accommodation', { id: 'e7', consultant: 'k1', activity: 'a2', invoice: '1014', on: '2025-11-04', amount: '3790.00', what: 'Hotell, to netter' }),
    fee({ id: 'e8', consultant: 'k1', activity: 'a3', invoice: '1032', days: ['2026-02-10', '2026-02-11'], each: '12000.00', what: 'Prosessveiledning på fagsamling' }),
    fee({ id: 'e9', consultant: 'k1', activity: 'a3', invoice: '1033', days: ['2026-02-10'], each: '10000.00', what: 'Veiledning av skoleeier samme kveld' }),
    actual('travel', { id: 'e10', consultant: 'k1', activity: 'a3', invoice: '1032', on: '2026-02-10', amount: '5210.80', what: 'Fly til Kárášjohka, tur–retur' }),
    fee({ id: 'e11', consultant: 'k2', activity: 'a4', invoice: '1051', days: ['2026-06-11', '2026-06-12'], each: '19500.00', what: 'Foredrag og øvelser' }),
    fee({ id: 'e12', consultant: 'k2', activity: 'a4', invoice: '1056', days: ['2026-06-12'], each: '-6000.00', what: 'Kortere dag enn avtalt', creditOf: 'e11' }),
    actual('accommodation', { id: 'e13', consultant: 'k2', activity: 'a4', invoice: '1051', on: '2026-06-11', amount: '1740.00', what: 'Hotell, én natt' }),
    notRefundable('venue', { id: 'e14', on: '2025-09-16', amount: '8000.00', what: 'Leie av lokale til fagsamling 1', file: 'faktura-kulturhuset.pdf' }),
    notRefundable('participants_board', { id: 'e15', on: '2026-06-11', amount: '14880.00', what: 'Lunsj og middag for deltakerne', file: 'faktura-hotellet.pdf' }),
    notRefundable('travel_time', { id: 'e16', on: '2025-11-04', amount: '6000.00', what: 'Reisetid, fakturert særskilt', file: 'faktura-1014.pdf' }),
  ],
};
