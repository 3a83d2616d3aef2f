import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { BarChart } from './bar-chart.tsx';
import { Bar } from './chart-series.tsx';
import { ProgressBar } from './progress-bar.tsx';

const lines = (html: string) => [...html.matchAll(/<line class="series series-(\w+)" x1="([\d.]+%)" x2="([\d.]+%)"/g)].map((match) => match.slice(1));

test('the parts of a bar follow each other, and what is left is left empty', () => {
  expect(lines(renderToStaticMarkup(<Bar parts={[{ series: 'first', share: 38.1 }, { series: 'second', share: 20 }, { series: 'rest', share: 41.9 }]} />)))
    .toEqual([['first', '0.00%', '38.10%'], ['second', '38.10%', '58.10%']]);
});

test('a part of nothing draws nothing', () => {
  expect(lines(renderToStaticMarkup(<Bar parts={[{ series: 'first', share: 0 }, { series: 'third', share: 10 }]} />)))
    .toEqual([['third', '0.00%', '10.00%']]);
});

const chart = renderToStaticMarkup(
  <BarChart
    chart={{
      heading: 'Kostnad etter måned',
      description: 'Netto kostnad per måned.',
      series: [{ key: 'first', text: 'Honorar' }, { key: 'second', text: 'Reise' }],
      bars: [{ label: 'Januar', total: '140 000 kr', parts: [{ series: 'first', share: 80 }, { series: 'second', share: 20 }] }],
      table: { caption: 'Kostnad', columns: [{ heading: 'Måned' }, { heading: 'Honorar', isNumeric: true }], rows: [{ key: '1', cells: ['Januar', '112 000 kr'] }] },
      tableSummary: 'Vis tallene',
    }}
  />,
);

test('a chart is one picture with a name and a description', () => {
  const [, name, description] = /role="img" aria-labelledby="([^"]+)" aria-describedby="([^"]+)"/.exec(chart) ?? [];
  expect(chart).toMatch(new RegExp(`<h3 id="${name}"[^>]*>Kostnad etter måned</h3>`));
  expect(chart).toMatch(new RegExp(`<p id="${description}"[^>]*>Netto kostnad per måned.</p>`));
});

test('a chart has its figures in a table too, which opens without a script', () => {
  expect(chart).toMatch(/<details[^>]*><summary>Vis tallene<\/summary>.*<table.*112 000 kr/);
});

test('a chart tells its series by pattern and name, and has no style the page would not be let', () => {
  expect(chart).toMatch(/series-second.*<\/svg>Reise/);
  expect(chart).not.toContain('style=');
});

test('how a whole is used is said in words for each part, and the bar is for the eye only', () => {
  const html = renderToStaticMarkup(
    <ProgressBar
      progress={{
        heading: 'Brukt av tilsagnet', total: '100 kr', description: 'Uten MVA',
        parts: [{ series: 'first', label: 'Attestert', amount: '60 kr', share: 60 }, { series: 'rest', label: 'Igjen', amount: '40 kr', share: 40 }],
      }}
    />,
  );
  expect(html).toMatch(/Attestert<\/dt><dd>60 kr<\/dd>.*Igjen<\/dt><dd>40 kr<\/dd>/);
  expect([...html.matchAll(/<svg class="bar[^"]*" aria-hidden="true"/g)]).toHaveLength(3);
});
