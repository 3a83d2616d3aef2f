import type { Payment } from './invoice.ts';
import type { UblPart } from './ubl-part.ts';
import { readIdentifier } from './ubl-party.ts';

export function readPayment(part: UblPart): Payment {
  const code = part.one('PaymentMeansCode');
  const card = ['PrimaryAccountNumberID', 'NetworkID', 'HolderName'];
  return {
    code: code?.text(),
    codeName: code?.attribute('name'),
    reference: part.text('PaymentID'),
    account: readIdentifier(part.one('PayeeFinancialAccount', 'ID')),
    accountName: part.text('PayeeFinancialAccount', 'Name'),
    bank: part.text('PayeeFinancialAccount', 'FinancialInstitutionBranch', 'ID'),
    card: card.flatMap((name) => part.texts('CardAccount', name)),
    mandate: part.text('PaymentMandate', 'ID'),
    debitedAccount: part.text('PaymentMandate', 'PayerFinancialAccount', 'ID'),
  };
}
