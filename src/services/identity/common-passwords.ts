// Passwords of twelve characters and more that are tried first, whole. Shorter ones are refused by their length.

/**
 * Source: drawn up for this project from the kinds of passwords that published studies of leaked collections find at the top (walks over the
 * keyboard, the same word twice, a line of a song, a team, a declaration of love with its year), in English and Italian. It copies no
 * collection and does not claim to be one: it is the short list, the words and patterns of `password-rules.ts` are the long one.
 * Compared without accents, signs and spaces, with digits that stand for letters read as those letters.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  passwordpassword mypasswordis thisismypassword passwordsicura passwordnuova nuovapassword lamiapassword miapassword
  passwordprovvisoria passworddiaccesso passwordufficio passwordaziendale passwordtemporanea
  letmeinplease iloveyouforever iloveyousomuch iloveyoubaby trustno1trustno1 correcthorsebatterystaple correcthorse
  tobeornottobe maytheforcebewithyou theforceiswithme winteriscoming johnjacobjingle supercalifragilistic
  supercalifragilistichespiralidoso abracadabraabracadabra opensesameopen nonlosonemmenoio nonmelaricordo nonlaricordo
  nonricordolapassword cambiamisubito cambiamiadesso cambialapassword dacambiaresubito dacambiare
  qwertyqwerty qwertzuiopasdf asdasdasdasd asdfasdfasdf zxcvzxcvzxcv qweasdzxcqwe qazwsxedcrfv qazwsxedcrfvtgb zaqxswcdevfr
  1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc q1w2e3r4t5y6 q1w2e3r4t5y6u7 a1b2c3d4e5f6 a1s2d3f4g5h6
  abcabcabcabc abcd1234abcd abc123abc123 abc123def456 aabbccddeeff
  112233445566 123123123123 123321123321 121212121212 147258369147 147258369000 159357159357 159753159753 789456123000
  987654321000 010203040506 102030405060 135792468000 112358132134 314159265358 271828182845
  amoremioamoremio tiamoamoremio tiamotantissimo tiamopersempre persempreinsieme amoreperamore amoreeterno vitamiaamoremio
  tivogliobene tivogliotantobene mammatiamo mammamammamamma mammaepapa amodallasera cuoremiocuoremio
  forzajuventus forzajuve1897 forzanapolisempre napolicampione napolicampioneditalia campionidelmondo forzamilan1899
  forzainter1908 interinterinter forzaroma1927 juventusjuventus napolinapoli maradonadiego diegomaradona diegoarmandomaradona
  fratelliditalia volarenelbludipintodiblu osolemiosolemio nelbludipintodiblu nessundormanessundorma
  viaggioinitalia italiaitalia repubblicaitaliana ciaociaociao ciaocomestai buonanottebuonanotte buongiornoatutti buonnatale buonanno
  gesucristo padrenostrochesei avemariapienadigrazia madonnamia sangennaroaiutaci
  supermanbatman starwarsstarwars pokemonpokemon minecraftminecraft michaeljordan cristianoronaldo ronaldocristiano lionelmessi
  princessprincess sunshinesunshine jessicajessica alessandroalessandro francescofrancesco giuseppegiuseppe valentinavalentina
  centroperlimpiego centroimpiego centriperlimpiego regionecampania redditodicittadinanza pattodiservizio
  assegnodinclusione navigator2019 operatoresportello sportellosportello ufficioufficio lavorolavorolavoro nonhovogliadilavorare
  administratoradmin adminadminadmin rootrootroot testtesttest provaprovaprova temporaneotemporaneo utenteutente accessoaccesso
  windowswindows microsoftmicrosoft googlegoogle computercomputer internetinternet
  `
    .trim()
    .split(/\s+/)
    .map((one) => one.toLowerCase()),
);
