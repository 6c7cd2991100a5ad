import * as v from 'valibot'
import { accountNamePattern, accountNameRule, longestAccountName } from './service-account-name.ts'

/** The name of a ServiceAccount, as the API server takes it. */
export const serviceAccountName = v.pipe(
  v.string('must be a string'),
  v.regex(accountNamePattern, `must be the name of a ServiceAccount: ${accountNameRule}`),
  v.maxLength(longestAccountName, `must not be longer than ${longestAccountName} characters`),
)
