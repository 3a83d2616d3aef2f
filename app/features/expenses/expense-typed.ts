import { expenseFields, type ExpenseField } from './expense-fields.ts';

/** The form's fields, each from where the caller has it. */
export function expenseTyped(textOf: (field: ExpenseField) => string): Record<ExpenseField, string> {
  const typed: Record<ExpenseField, string> = {
    consultant: '', kind: '', reason: '', days: '', amount: '', activity: '', vat: '', invoiceNumber: '', invoiceIssuedOn: '', invoiceSupplier: '',
    paidOn: '', description: '', creditOf: '',
  };
  for (const field of expenseFields) typed[field] = textOf(field);
  return typed;
}
