import type { StatementWords } from './statement-words.ts';

export const FRENCH: StatementWords = {
  title: 'Demande de remboursement',
  replacedBy: (number) => `N’est plus valable : le relevé ${number} la remplace`,
  number: 'Relevé',
  date: 'Date',
  replaces: 'Remplace le relevé',
  provider: 'Prestataire',
  payer: 'Demandé à',
  programme: 'Programme',
  place: 'Site et guichet',
  cycle: 'Cycle',
  period: 'Période',
  total: 'Total demandé',
  totalInWords: 'En toutes lettres',
  madeBy: 'Établi par',
  note: 'Note',

  vouchers: (count) => (count <= 1 ? `${count} bon` : `${count} bons`),
  receipt: 'Fiche',
  day: 'Jour',
  voucher: 'Bon',
  person: 'Bénéficiaire',
  services: 'Prestations',
  voucherAmount: 'Valeur',
  given: 'Fourni',
  claimed: 'Demandé',
  sum: 'Somme',

  byService: 'Par prestation',
  service: 'Prestation',
  quantity: 'Nombre',

  documents: 'Pièces justificatives',
  document: 'Pièce',
  kind: {
    'statement-of-account': 'Relevé de compte',
    'discharge-note': 'Bulletin de sortie',
    prescription: 'Ordonnance',
    other: 'Autre pièce',
  },
  file: 'SHA-256',
  noDocuments: 'Aucune pièce n’est jointe.',

  record: 'Enregistrement',
  entry: 'Écriture du registre',
  check: 'Caractères de contrôle',
  recordNote:
    'Le relevé est une écriture signée du registre de la station. Son code prouve que cette écriture même a été enregistrée ; les pièces y sont liées par leur SHA-256.',

  signatures: 'Signatures',
  roles: ['Pour le prestataire', 'Superviseur de la station', 'Bureau du programme'],
  name: 'Nom',
  signature: 'Signature, date, cachet',
  page: (number, of) => `Page ${number} sur ${of}`,
};
