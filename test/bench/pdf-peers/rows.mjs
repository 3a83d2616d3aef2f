/** The same claim for every writer: five columns, so many lines, a sum; texts as long as those of real lines. */
export const columns = [
  { label: 'Bilag', width: 40, align: 'left' }, { label: 'Dag', width: 62, align: 'left' }, { label: 'Konsulent og oppdrag', width: 240, align: 'left' },
  { label: 'Netto', width: 75, align: 'right' }, { label: 'Refusjon', width: 75, align: 'right' },
];
export const title = 'Søknad om refusjon av OU-midler';

export function rows(count) {
  return Array.from({ length: count }, (_, index) => [
    String(index + 1), `${String((index % 28) + 1).padStart(2, '0')}.02.2026`,
    `Áile Njárga, prosessveileder. Veiledning på fagsamling ${index + 1}, faktura ${1000 + index}, Nordlys Lederutvikling AS`,
    `${12 + (index % 9)} 412,50`, `${8 + (index % 9)} 688,75`,
  ]);
}

/** Where the writer runs: how many lines, where the file goes, and the typeface's two weights. */
export function asked() {
  const [, , count, file, regular, strong] = process.argv;
  return { count: Number(count), file, regular, strong };
}
