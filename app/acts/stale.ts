/** What every act says when another saved in between, where it says nothing else. */
export const staleMessage =
  'Een collega heeft dit onderdeel intussen gewijzigd. Er is niets bewaard. Open deze pagina opnieuw om te zien wat er nu staat.'

export const staleRefusal = { says: staleMessage }
