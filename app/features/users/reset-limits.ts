/** How long the link in the e-mail lets somebody choose a new password. Source: OWASP ASVS 5.0 § 6.4. */
export const resetMinutes = 30;
