/** The texts of the help, in Swedish. */
export const words = {
  title: 'Så använder du kartan',
  keys: 'Tangenter när kartan har fokus',
  rows: [
    ['Piltangenter', 'gå till rutan åt det hållet'],
    ['Skift + pil', 'flytta vyn'],
    ['Enter', 'välj rutan'],
    ['Alt + pil', 'flytta den valda rutan'],
    ['N / Skift + N', 'nästa eller förra grannen'],
    ['1, 2, 3', 'visa ett, två eller tre steg bort'],
    ['R', 'byt riktning: båda, inåt, utåt'],
    ['+ − 0', 'zooma in, zooma ut, visa allt'],
    ['Esc', 'släpp valet'],
  ] as [string, string][],
  mouse: 'Mus och pekskärm',
  mouseText:
    'Dra för att flytta vyn, rulla eller nyp för att zooma. Välj en ruta eller linje för att se detaljer. Dubbelklicka på en ruta för att fylla vyn med den. Dra den valda rutan för att flytta den.',
  words: 'Ord',
  wordsText:
    'Huvudman är den översta organisationen. Forum är grupper där aktörer möts. Remissväg är vem som skickar vem vart. Spärr är ett krav, som ett biståndsbeslut, som någon annan måste öppna. Belägg visar var i källan uppgiften står. En ruta i Luckor är en målgrupp och ett slags insats. En lucka är en ruta där insatsen saknas eller gruppen faller mellan stolarna. Sammanlagd brist är hur långt rutorna tillsammans har kvar till full täckning.',
  several: 'Flera nät',
  severalText:
    'Jämför visar två nät bredvid varandra. Det som har ett likhetstecken finns i båda, det som är snedstreckat bara i det ena. Båda kartorna rör sig tillsammans. Under Beslutade åtgärder står vad som blev av dem. Alla nät visar samma mått för alla öppna nät. Åtgärder räknar en plans åtgärder i en korstabell.',
  access: 'Tillgänglighet',
  accessParts: [
    'Samkarta 0.1 ska följa EN 301 549 och WCAG 2.1 på nivå AA. Bedömningen är vår egen; ingen utomstående har granskat sidan.',
    'Det fungerar: allt som kartan visar finns också i strukturen, tabellerna och detaljerna. De går att använda med bara tangentbord och är märkta för skärmläsare. På kartan läses rutans namn, huvudman och antal kopplingar upp. Form och text säger samma sak som färg. Sidan följer inställningarna för minskad rörelse och hög kontrast.',
    'Det är prövat automatiskt med axe i Chromium, på svenska och engelska, i storlekar som dator, surfplatta och telefon. Det är inte prövat med NVDA, JAWS, VoiceOver eller TalkBack, med röststyrning, i 400 procents förstoring eller av personer med funktionsnedsättning. Sparade bilder av kartan saknar textbeskrivning; använd tabellerna i stället.',
    'Hittar du ett hinder? Säg till den som ansvarar för kartan hos er, eller skriv ett ärende hos projektet. Berätta vad du ville göra och vilka hjälpmedel du använder. Är kartan en del av en offentlig tjänst och du inte är nöjd med svaret, kan du anmäla det till Myndigheten för digital förvaltning (Digg).',
  ] as [string, string, string, string],
};

export type HelpWords = typeof words;
