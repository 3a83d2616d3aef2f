import type { CheckView } from '#app/components/check-list.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Language } from '#app/domain/programme.ts';
import { sheetWait } from '#app/features/day-sheets/sheets-waiting-view.ts';
import { claimAddress, organisationAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ProgrammeStanding } from './programme-standing.ts';
import type { WaitingClaim } from './programme-sums.ts';
import type { WorkplaceMatter } from './workplace-matter.ts';

interface Place {
  readonly matter: WorkplaceMatter;
  readonly today: CalendarDate;
  readonly language: Language;
}

/** What waits for this person here, by what their role may do about it. The claims come first: others wait for them. */
export function waitingViews(place: Place): CheckView[] {
  const { programmes } = place.matter;
  return [
    ...organisationWaits(place),
    ...programmes.flatMap((programme) => programme.claims.flatMap((claim) => claimWaits(place, programme, claim))),
    ...sheetWaits(place),
    ...programmes.flatMap((programme) => programmeWaits(place, programme)),
  ];
}

/** Without these two no claim can be made. */
function organisationWaits({ matter: { membership, organisation }, language }: Place): CheckView[] {
  const t = translator(language);
  if (!membership.may('organisation.edit')) return [];
  const link = (field: string): LinkView => ({
    href: `${organisationAddress(membership.organisationId, 'settings')}#${field}`, text: t('programme.waits.toSettings'),
  });
  const waits: CheckView[] = [];
  if (organisation.organisationNumber === undefined) waits.push(warned(t('programme.waits.organisationNumber'), link('organisationNumber'), language));
  if (organisation.bankAccount === undefined) waits.push(warned(t('programme.waits.bankAccount'), link('bankAccount'), language));
  return waits;
}

function claimWaits(
  { matter: { membership }, language }: Place, { id: programmeId, name }: ProgrammeStanding, claim: WaitingClaim,
): CheckView[] {
  const t = translator(language);
  const address = { organisationId: membership.organisationId, programmeId, id: claim.id };
  const facts = { number: claim.number, programme: name };
  const toClaim = { href: claimAddress(address), text: t('programme.waits.toClaim', { number: claim.number }) };
  if (claim.status === 'in_review' && membership.may('claim.approve') && !claim.preparers.has(membership.userId)) {
    return [warned(t('programme.waits.review', facts), { ...toClaim, href: claimAddress(address, 'attest') }, language)];
  }
  if (claim.status === 'draft' && claim.returnedReason !== undefined && membership.may('claim.prepare')) {
    return [warned(t('programme.waits.returned', { ...facts, reason: claim.returnedReason }), toClaim, language)];
  }
  return claim.status === 'approved' && membership.may('claim.register') ? [ready(t('programme.waits.send', facts), toClaim, language)] : [];
}

function sheetWaits({ matter: { membership, programmes, sheets = [] }, language }: Place): CheckView[] {
  if (!membership.may('day_sheet.decide')) return [];
  const nameOf = new Map(programmes.map(({ id, name }) => [id, name]));
  return sheets.map((sheet) => {
    const { text, link } = sheetWait(sheet, { organisationId: membership.organisationId, programme: nameOf.get(sheet.programmeId) ?? '', language });
    return warned(text, link, language);
  });
}

function programmeWaits({ matter: { membership }, today, language }: Place, standing: ProgrammeStanding): CheckView[] {
  const { id, name, lacking, ready: claimable, grantEndsOn, hasGrant } = standing;
  const t = translator(language);
  const page = (path: string) => programmeAddress(membership.organisationId, id, path);
  const waits: CheckView[] = [];
  if (!hasGrant && membership.may('programme.edit')) {
    waits.push(warned(t('programme.waits.setup', { programme: name }), { href: page('grant'), text: t('programme.waits.toGrant') }, language));
  }
  if (grantEndsOn !== undefined && membership.may('programme.edit')) {
    const facts = { programme: name, day: formatDay(grantEndsOn, language) };
    const text = t(grantEndsOn < today ? 'programme.waits.grantEnded' : 'programme.waits.grantEnds', facts);
    waits.push(warned(text, { href: page('grant'), text: t('programme.waits.toGrant') }, language));
  }
  if (lacking > 0 && membership.may('expense.edit', id)) {
    const text = lacking === 1 ? t('programme.waits.lacking.one', { programme: name }) : t('programme.waits.lacking', { programme: name, count: lacking });
    waits.push(warned(text, { href: `${page('')}#checks`, text: t('programme.waits.toChecks') }, language));
  }
  if (claimable > 0 && membership.may('claim.prepare')) {
    const text = claimable === 1 ? t('programme.waits.ready.one', { programme: name }) : t('programme.waits.ready', { programme: name, count: claimable });
    waits.push(ready(text, { href: page('claims/new'), text: t('programme.waits.toNewClaim') }, language));
  }
  return waits;
}

function warned(text: string, link: LinkView, language: Language): CheckView {
  return { tone: 'warning', toneText: translator(language)('programme.waits.todo'), text, link };
}

function ready(text: string, link: LinkView, language: Language): CheckView {
  return { tone: 'success', toneText: translator(language)('programme.waits.ready.tone'), text, link };
}
