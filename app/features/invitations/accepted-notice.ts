import type { NoticeView } from '#app/components/notice.tsx';
import type { Membership } from '#app/domain/membership.ts';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';

/** What is added to the address where one who has just accepted begins. */
export const justAccepted = '?done=accepted';

interface Begun {
  readonly organisation: string;
  readonly role: Membership['role'];
  readonly language: Language;
}

/** Says to one who has just accepted an invitation what they are let in to; nothing to anybody else. */
export function acceptedNotice({ searchParams }: URL, { organisation, role, language }: Begun): NoticeView[] {
  if (`?done=${searchParams.get('done') ?? ''}` !== justAccepted) return [];
  const t = translator(language);
  return [{ tone: 'success', isDone: true, text: t('invitation.accepted', { organisation, role: t(`people.asRole.${role}`) }) }];
}
