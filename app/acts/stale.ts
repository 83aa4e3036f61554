/** The refusal when a colleague saved something in between, for acts without a sentence of their own. */
export const staleRefusal = {
  says: 'Een collega heeft dit onderdeel intussen gewijzigd. Er is niets bewaard. Open deze pagina opnieuw om te zien wat er nu staat.',
}
