import type { CalendarDate } from './calendar-date.ts';
import type { Calculation } from './refund.ts';
import type { Programme } from './programme.ts';

/** Why a file cannot be part of the claim. */
export const unreadableCauses = [
  'not_found', 'not_a_file', 'not_allowed', 'empty', 'too_large', 'password', 'truncated', 'damaged', 'too_many_pages',
  'fields_not_drawn', 'letters_not_drawn', 'blank', 'too_heavy', 'xml_encoding', 'xml_doctype', 'invoice_incomplete', 'invoice_amount',
  'portfolio', 'dynamic_form', 'certificate', 'page_shape',
  'picture_kind', 'picture_heavy', 'type_apng', 'type_heic', 'type_gif', 'type_svg', 'type_html', 'type_office', 'type_zip', 'type_xml', 'type_unknown',
] as const;
export type UnreadableCause = (typeof unreadableCauses)[number];

/** What opening an attachment showed. */
export type AttachmentState
  = | { readonly isReadable: true; readonly pages: number; readonly sha256: string }
    | { readonly isReadable: false; readonly cause: UnreadableCause };

/** The organisation as the public register of municipalities and counties knows it. */
export interface RegisterEntry {
  readonly name: string;
  /** Undefined where the register lacks it. */
  readonly organisationNumber: string | undefined;
  /** False for Oslo, which has a fund of its own. */
  readonly isInFund: boolean;
}

/** Everything outside the programme that decides whether it can be claimed. */
export interface Circumstances {
  readonly today: CalendarDate;
  /** By the name the programme uses for each file. */
  readonly attachments: ReadonlyMap<string, AttachmentState>;
  /** By municipality number, else by organisation number; undefined when the register knows neither. */
  readonly registerEntry: RegisterEntry | undefined;
  /** Expenses that stand in another claim that is not withdrawn. */
  readonly expensesClaimedElsewhere?: ReadonlySet<string>;
  /** Other programmes of the organisation that run at the same time. */
  readonly otherRunningProgrammes?: readonly string[];
  /** True when the programme was changed after this claim was opened. */
  readonly isChangedSinceOpened?: boolean;
}

/** What refusals and warnings are judged from. */
export interface Case {
  readonly programme: Programme;
  readonly calculation: Calculation;
  readonly circumstances: Circumstances;
}
