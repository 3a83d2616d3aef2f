import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { RichCellView } from '#app/components/table-cell.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { Language } from '#app/domain/programme.ts';
import { isGoneAddress } from '#app/features/personal-data/gone-address.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { formatMoment, formatWhole } from '#app/i18n/format.ts';
import { isTextKey, sentence, translator } from '#app/i18n/translate.ts';
import { messageState } from './message-state-view.ts';
import type { ListedMessage } from './outbox-message.ts';

/** What was sent for the organisation, and what did not get away. */
export interface MailPageView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly table: TableView | undefined;
  readonly empty: EmptyStateView | undefined;
}

export interface MailPageInput {
  readonly organisationId: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly messages: readonly ListedMessage[];
  /** False where no e-mail is sent at all. */
  readonly isSending: boolean;
  readonly notices: readonly NoticeView[];
  /** A key for the form of each message that can be sent again. */
  readonly formKey: () => string;
  readonly language: Language;
}

export function mailPageView(input: MailPageInput): MailPageView {
  const { organisationId, breadcrumbs, messages, isSending, notices, language } = input;
  const t = translator(language);
  const title = t('outbox.page.title');
  return {
    title, breadcrumbs,
    heading: { title, lead: t('outbox.page.lead') },
    notices: isSending ? notices : [...notices, { tone: 'info', heading: t('outbox.page.notSending'), text: t('outbox.page.notSending.text') }],
    table: messages.length === 0 ? undefined : tableOf(input),
    empty: messages.length > 0
      ? undefined
      : {
          heading: t('outbox.page.empty'), text: t('outbox.page.empty.text'), level: 2,
          action: { href: organisationAddress(organisationId, 'people/invite'), text: t('people.page.invite') },
        },
  };
}

function tableOf({ messages, language, organisationId, formKey, isSending }: MailPageInput): TableView {
  const t = translator(language);
  const again = (message: ListedMessage): RichCellView => (!message.canBeSentAgain || !isSending
    ? {}
    : { button: {
        action: organisationAddress(organisationId, 'mail'), text: t('outbox.page.again'), hidden: { form_key: formKey(), message: message.id },
      } });
  return {
    caption: t('outbox.page.table'), isCaptionHidden: true,
    columns: [
      { heading: t('outbox.page.recipient') }, { heading: t('outbox.page.kind') }, { heading: t('outbox.page.when') }, { heading: t('outbox.page.state') },
      { heading: t('outbox.page.tries'), isNumeric: true }, { heading: t('outbox.page.act'), isHeadingHidden: true },
    ],
    rows: messages.map((message) => {
      const { status, detail } = messageState(message, language);
      return { key: message.id, cells: [
        isGoneAddress(message.recipient) ? t('privacy.erasedName') : message.recipient, kindText(message, language), formatMoment(new Date(message.createdAt), language), { status, detail },
        formatWhole(message.tries, language), again(message),
      ] };
    }),
  };
}

/** By its kind; one of a kind that has no word is named by its subject. */
function kindText({ kind, subject }: ListedMessage, language: Language): string {
  const key = `outbox.kind.${kind}`;
  return isTextKey(key) ? sentence(language, key, {}) : subject;
}
