/* The page's own words in the languages that the program knows. */
#include <string.h>

#include "html.h"

static const struct html_words words[] = {
	{"en", "Skip to the content", "Contents", "Data of this chart", "Share", "Table", "Interval", "Base"},
	{"de", "Zum Inhalt springen", "Inhalt", "Daten dieses Diagramms", "Anteil", "Tabelle", "Intervall", "Basis"},
	{"es", "Ir al contenido", "Contenido",
	 "Datos de este gr\xC3\xA1"
	 "fico",
	 "Proporci\xC3\xB3n", "Tabla", "Intervalo", "Base"},
	{"fr", "Aller au contenu", "Sommaire",
	 "Donn\xC3\xA9"
	 "es de ce graphique",
	 "Part", "Tableau", "Intervalle", "Base"},
	{"it", "Vai al contenuto", "Indice", "Dati di questo grafico", "Quota", "Tabella", "Intervallo", "Base"},
	{"nl", "Naar de inhoud", "Inhoud", "Gegevens van deze grafiek", "Aandeel", "Tabel", "Interval", "Basis"},
};

const struct html_words *html_words_for(struct str language)
{
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t length = strlen(words[i].language);
		char after = language.length < length ? '\0' : str_c(language)[length];

		if (language.length >= length && g_ascii_strncasecmp(str_c(language), words[i].language, length) == 0 &&
		    (after == '\0' || after == '-'))
			return &words[i];
	}
	return &words[0];
}
