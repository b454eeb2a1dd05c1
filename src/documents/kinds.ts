// Every kind of document by name. A new document is one line here and one file beside it.
import { declarationForm } from './declaration-form.ts'

export const documents = { 'declaration-form': declarationForm }

export type DocumentKind = keyof typeof documents
/** The plain value that a kind of document is made from. */
export type ContentOf<K extends DocumentKind> = Parameters<(typeof documents)[K]>[0]
