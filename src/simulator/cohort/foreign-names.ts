// People born or rooted abroad: States (also ceased ones), with names as Italian registries transliterate them.

export interface Origin {
  /** Code of the State today. */
  readonly state: string;
  readonly citizenship: "eu" | "non-eu";
  readonly weight: number;
  /** State that existed before, with its code; its last day stands in the reference table. */
  readonly before?: string;
  readonly surnames: readonly string[];
  readonly men: readonly string[];
  readonly women: readonly string[];
}

function origin(
  head: Pick<Origin, "state" | "citizenship" | "weight" | "before">,
  surnames: string,
  men: string,
  women: string,
): Origin {
  return { ...head, surnames: surnames.split(","), men: men.split(","), women: women.split(",") };
}

const USSR = "Z135";
const YUGOSLAVIA = "Z118";

export const ORIGINS: readonly Origin[] = [
  origin(
    { state: "Z129", citizenship: "eu", weight: 60 },
    "POPESCU,IONESCU,POPA,DUMITRU,STAN,GHEORGHE,RUSU,MUNTEANU,MATEI,LAZAR,CIOBANU,FLOREA",
    "ION,VASILE,GHEORGHE,CONSTANTIN,MIHAI,FLORIN,MARIAN,IONUT",
    "MARIA,ELENA,IOANA,MIHAELA,ANA,CRISTINA,FLORENTINA,GABRIELA",
  ),
  origin(
    { state: "Z127", citizenship: "eu", weight: 20 },
    "KOWALSKI,NOWAK,WISNIEWSKI,WOJCIK,KAMINSKI,LEWANDOWSKI,ZIELINSKI,SZYMANSKA",
    "PIOTR,KRZYSZTOF,ANDRZEJ,TOMASZ,JAN,MAREK",
    "ANNA,MARIA,KATARZYNA,MALGORZATA,AGNIESZKA,EWA",
  ),
  origin(
    { state: "Z104", citizenship: "eu", weight: 20 },
    "IVANOV,GEORGIEVA,DIMITROV,PETROVA,NIKOLOV,STOYANOVA,TODOROV",
    "GEORGI,IVAN,DIMITAR,NIKOLAY,HRISTO",
    "MARIYA,IVANKA,ELENA,YORDANKA,DESISLAVA",
  ),
  origin(
    { state: "Z138", citizenship: "non-eu", weight: 24, before: USSR },
    "SHEVCHENKO,KOVALENKO,BONDARENKO,TKACHENKO,MELNYK,KRAVCHUK,OLIYNYK,HRYTSENKO,YURCHUK",
    "OLEKSANDR,SERHIY,VOLODYMYR,ANDRIY,MYKOLA,VASYL",
    "OKSANA,NATALIYA,OLENA,IRYNA,TETYANA,LYUDMYLA,HALYNA,LYUBOV",
  ),
  origin(
    { state: "Z154", citizenship: "non-eu", weight: 3, before: USSR },
    "IVANOVA,SMIRNOV,KUZNETSOVA,POPOV,VASILYEVA,SOKOLOV",
    "SERGEY,DMITRIY,ALEKSEY,IVAN",
    "ELENA,OLGA,TATIANA,SVETLANA",
  ),
  origin(
    { state: "Z254", citizenship: "non-eu", weight: 3, before: USSR },
    "BERIDZE,KAPANADZE,GELASHVILI,MAISURADZE,GIORGADZE",
    "GIORGI,DAVITI,LEVAN",
    "NINO,MANANA,NANA,KETEVAN",
  ),
  origin(
    { state: "Z158", citizenship: "non-eu", weight: 3, before: YUGOSLAVIA },
    "JOVANOVIC,PETROVIC,NIKOLIC,DJORDJEVIC,STOJANOVIC",
    "DRAGAN,ZORAN,MILAN,GORAN",
    "MILICA,DRAGANA,SNEZANA,JELENA",
  ),
  origin(
    { state: "Z153", citizenship: "non-eu", weight: 2, before: YUGOSLAVIA },
    "HODZIC,HALILOVIC,SULJIC,OMEROVIC,DIZDAREVIC",
    "EMIR,ADNAN,SENAD,MIRSAD",
    "AMRA,SENADA,FATIMA,JASMINA",
  ),
  origin(
    { state: "Z100", citizenship: "non-eu", weight: 8 },
    "HOXHA,SHEHU,PRIFTI,GJONI,DERVISHI,LLESHI",
    "ARBEN,ILIR,AGIM,BESNIK",
    "MIMOZA,VALBONA,ENTELA,LINDITA",
  ),
  origin(
    { state: "Z330", citizenship: "non-eu", weight: 17 },
    "EL AMRANI,BENALI,EL IDRISSI,AIT LAHCEN,BOUZIDI,CHAKIR,EL MANSOURI",
    "MOHAMMED,AHMED,ABDELKADER,YOUSSEF,HASSAN",
    "FATIMA,KHADIJA,NAIMA,AICHA,RACHIDA",
  ),
  origin(
    { state: "Z209", citizenship: "non-eu", weight: 14 },
    "FERNANDO,PERERA,SILVA,WARNAKULASURIYA MUDIYANSELAGE,JAYASINGHE,HETTIARACHCHIGE,KURUKULASURIYA PATABENDIGE",
    "NIMAL,SUNIL,ROSHAN,ANTHONY,SAMPATH",
    "KUMARI,DILANI,NILMINI,CHANDRIKA,MARY",
  ),
  origin(
    { state: "Z335", citizenship: "non-eu", weight: 10 },
    "OKAFOR,ADEYEMI,EZE,OSAGIE,IGBINEDION,OKORO",
    "EMEKA,SUNDAY,FRIDAY,JOSEPH,KINGSLEY",
    "BLESSING,JOY,FAITH,GIFT,PATIENCE",
  ),
  origin(
    { state: "Z343", citizenship: "non-eu", weight: 6 },
    "DIOP,NDIAYE,FALL,MBAYE,GUEYE,SY",
    "MAMADOU,OUSMANE,IBRAHIMA,CHEIKH",
    "AMINATA,FATOU,AWA,MARIAMA",
  ),
  origin(
    { state: "Z249", citizenship: "non-eu", weight: 6 },
    "HOSSAIN,RAHMAN,ISLAM,MIAH,BEGUM,UDDIN",
    "MD,KAMAL,SHAHIDUL,RAFIQUL",
    "NASRIN,SHIRIN,RUPA,SALMA",
  ),
  origin(
    { state: "Z210", citizenship: "non-eu", weight: 6 },
    "HU,CHEN,WANG,LIN,XU,YE,WU",
    "WEI,JUN,XIAOMING,YONG",
    "YAN,LI,XIAOLI,QIUHUA",
  ),
  origin(
    { state: "Z236", citizenship: "non-eu", weight: 4 },
    "KHAN,AHMED,HUSSAIN,IQBAL,SINGH",
    "MUHAMMAD,ALI,IMRAN,NAVEED",
    "SAIMA,NAZIA,RUKHSANA,AYESHA",
  ),
];

/** Where Italians are born abroad: the countries of emigration. */
export const EMIGRATION_STATES: readonly string[] = ["Z112", "Z133", "Z614", "Z110", "Z114", "Z602"];
