import type { Block, Table } from '#app/pdf/document.ts';
import { formatOrganisationNumber, formatWhole } from '#app/i18n/format.ts';
import { partAnchors } from './claim-anchors.ts';
import type { ClaimWords } from './claim-words.ts';
import { factsTable, type FactRow } from './facts-table.ts';

/** What the programme is, the grant it rests on, and when and where it was held. */
export function programmeBlocks(words: ClaimWords): Block[] {
  const { t, programme } = words;
  const activities: Block = programme.activities.length === 0
    ? { kind: 'paragraph', text: t('document.activities.none') }
    : activitiesTable(words);
  return [
    { kind: 'heading', level: 2, text: t('document.programme.heading'), anchor: partAnchors.programme },
    factsTable(t('document.programme.summary'), programmeFacts(words)),
    activities,
  ];
}

function programmeFacts(words: ClaimWords): FactRow[] {
  const { t, programme, kroner, day, own, orMissing } = words;
  const { facts, grant } = programme;
  const { supplier } = facts;
  const supplierParts = [supplier?.name ?? '', formatOrganisationNumber(supplier?.organisationNumber ?? '')];
  const supplierText = supplierParts.filter((part) => part.trim() !== '').join(', ');
  const grantText = grant.letterOn === undefined
    ? orMissing(grant.reference)
    : t('document.programme.grant.value', { reference: orMissing(grant.reference), letterOn: day(grant.letterOn) });
  return [
    ...(facts.purpose.trim() === '' ? [] : [[t('document.programme.purpose'), own(facts.purpose)] as const]),
    ...(facts.targetGroup.trim() === '' ? [] : [[t('document.programme.targetGroup'), own(facts.targetGroup)] as const]),
    ...(supplierText === '' ? [] : [[t('document.programme.supplier'), supplierText] as const]),
    [t('document.programme.grant'), grantText],
    ...(grant.amount === undefined ? [] : [[t('document.programme.grant.amount'), kroner(grant.amount)] as const]),
    ...(grant.expiresOn === undefined ? [] : [[t('document.programme.grant.expires'), day(grant.expiresOn)] as const]),
    [t('document.programme.terms'), termsText(words)],
  ];
}

/** Percentage and day cap. The one without a percentage is the oldest rule set, whose cap is known. */
function termsText({ t, calculation, kroner, percent }: ClaimWords): string {
  const { ruleSet, dayCap, percent: share } = calculation.terms;
  const terms = { dayCap: kroner(dayCap), ruleSet: t(`ruleSet.${ruleSet.id}`) };
  if (share === undefined) return t('document.programme.terms.noPercent', terms);
  const key = ruleSet.isVerified ? 'document.programme.terms.value' : 'document.programme.terms.unverified';
  return t(key, { percent: percent(share), ...terms });
}

function activitiesTable({ t, programme, period, own, language }: ClaimWords): Table {
  return {
    kind: 'table',
    summary: t('document.activities.summary'),
    hasHead: true,
    columns: [
      { label: t('document.activities.activity'), width: 170, align: 'start' },
      { label: t('document.column.kind'), width: 75, align: 'start' },
      { label: t('document.activities.dates'), width: 118, align: 'start' },
      { label: t('document.activities.place'), width: 70, align: 'start' },
      { label: t('document.activities.participants'), width: 58, align: 'end' },
    ],
    groups: [{
      rows: programme.activities.map(({ title, kind, startsOn, endsOn, place, participants }) => ({
        cells: [
          { paragraphs: [own(title)], isHeader: true },
          { paragraphs: [t(`activity.${kind}`)] },
          { paragraphs: [period(startsOn, endsOn)] },
          { paragraphs: place === undefined || place.trim() === '' ? [] : [own(place)] },
          // A programme file has to say a number: none is what nobody has filled in, as on a page.
          { paragraphs: participants === undefined || participants === 0 ? [] : [formatWhole(participants, language)] },
        ],
      })),
    }],
  };
}
