/**
 * Passwords of twelve signs or more that guessers try first: the long ones of published lists of the most used, and what
 * Norwegian offices are known to choose. Small letters and figures only, as they are compared.
 */
export const commonPasswords: ReadonlySet<string> = new Set(`
  123456789012 1234567890123 12345678901234 123456123456 123123123123 112233445566 121212121212 987654321987 147258369147 123654789123
  159753159753 102030405060 a1b2c3d4e5f6 1a2b3c4d5e6f abc123abc123 abcd12345678 abcdef123456 abcdefg12345 aa1234567890 1q2w3e4r5t6y
  1q2w3e4r5t6y7u q1w2e3r4t5y6 q1w2e3r4t5y6u7 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv qazwsxedc123 zaq12wsxcde3 zaq1xsw2cde3
  zaq12wsx3edc qwe123qwe123 qweasdzxc123 qweqweqweqwe asdasdasdasd zxczxczxczxc qwerty123456 qwerty1234567 qwerty12345678 qwertyuiop12
  qwertyuiop123 asdfghjkl123 asdf1234asdf asdfasdfasdf zxcvbnm12345 qwer1234qwer 1234qwer1234 qwertyqwerty 123qweasdzxc password1234
  password12345 password123456 passwordpassword password1password mypassword123 newpassword1 thisismypassword thisisapassword
  ihatepasswords nopassword123 pass1234word p4ssw0rdp4ssw0rd passw0rd1234 passw0rd12345 pa55word1234 passphrase123 secretsecret
  topsecret123 letmein12345 letmeinletmein opensesame123 changeme1234 changemenow1 changeit1234 default12345 administrator administrator1
  administrator123 adminadmin12 admin1234567 admin12345678 admin123admin rootrootroot root12345678 superuser123 useruseruser user12345678
  guestguest12 welcome12345 welcome123456 welcomeback1 hello1234567 hellohello12 helloworld12 helloworld123 goodmorning1 test12345678
  testtesttest test1234test testing12345 demo12345678 demodemodemo example12345 iloveyou1234 iloveyou12345 iloveyousomuch iloveyouforever
  ilovemyfamily ilovemymother iloveyoubaby ihateyou1234 princess1234 sunshine1234 football1234 baseball1234 basketball12 basketball123
  superman1234 spiderman123 batman123456 dragon123456 monkey123456 master123456 shadow123456 michael12345 jennifer1234 christopher1
  christopher123 alexander123 alexandra123 elizabeth123 nicholas1234 jonathan1234 charlotte123 harrypotter1 harrypotter123 hermione1234
  starwars1234 lordoftherings startrek1234 pokemon12345 minecraft123 playstation3 playstation4 playstation123 counterstrike
  manchesterunited manchester123 liverpoolfc1 liverpool123 chelseafc123 arsenal12345 barcelona123 realmadrid123 juventus1234 whatever1234
  jesuschrist1 jesuslovesme godisgreat123 trustnoone12 trustno11234 correcthorsebatterystaple horsebatterystaple tobeornottobe
  onetwothreefour onceuponatime unbelievable supercalifragilisticexpialidocious computer1234 internet1234 google123456 facebook1234
  microsoft123 windows12345 samsung12345 iphone123456 ferrari12345 passord12345 passord123456 passord1234567 passordpassord mittpassord1
  mittpassord123 detteermittpassord detteeretpassord nyttpassord12 nyttpassord123 glemtpassord1 glemtpassordet hemmelig1234 hemmelig12345
  hemmelighemmelig hemmeligheten velkommen123 velkommen1234 velkommentiloss bytt1234meg1 byttpassord1 byttmegna123 jegelskerdeg
  jegelskerdeg1 jegelskerdeg123 elskerdeg123 gladideg1234 heiheiheihei heihei123456 hallohallo12 hallo1234567 godmorgen123 godnatt12345
  sommer123456 sommerferie1 sommerferie123 vinter123456 hostferie123 juleferie123 paskeferie123 gledeligjul1 gledeligjul123 godtnyttar123
  fredag123456 mandag123456 helg12345678 norge1234567 norgeernorge norgeerbest1 oslo12345678 bergen123456 trondheim123 stavanger123
  kristiansand tromso123456 drammen12345 rosenborg123 rosenborg1234 brann1234567 valerenga123 viking123456 lillestrom12 fotball12345
  fotball123456 handball1234 langrenn1234 skiskyting12 hytta1234567 hyttetur1234 brunost12345 taco12345678 kvikklunsj12 kvikklunsj123
  gulrotkake12 kommune12345 kommunekommune radhuset1234 saksbehandler saksbehandler1 okonomi12345 regnskap1234 faktura12345 refusjon1234
  refusjonskrav leder1234567 rektor123456 skole1234567 skoleskole12 larer1234567 jobb12345678 kontor123456 elskermamma1 mammaogpappa
  mammapappa12 bestemor1234 bestefar1234
`.trim().split(/\s+/));

/** Words that make no password by getting figures and signs around them. */
export const commonWords: ReadonlySet<string> = new Set(`
  password passord passw pass secret hemmelig hemmeleg letmein welcome velkommen velkomen changeme admin administrator root user bruker
  brukar guest gjest test testing demo hello hei heisann hallo love iloveyou jegelskerdeg sommer summer vinter winter host høst haust
  spring vår januar februar mars april mai juni juli august september oktober november desember mandag måndag tirsdag onsdag torsdag
  fredag lørdag laurdag søndag sundag jul påske ferie norge noreg norway oslo bergen trondheim stavanger tromsø kristiansand drammen
  kommune kommunen rådhuset fylke fylkeskommune skole skule rektor lærer lærar leder leiar økonomi rekneskap regnskap faktura refusjon
  konsulent kontor jobb fotball football håndball handball ski brann rosenborg viking liverpool chelsea arsenal manchester barcelona
  qwerty asdf zxcvbn monkey dragon master princess sunshine shadow superman batman pokemon minecraft computer internet google facebook
  microsoft windows iphone samsung mamma pappa familie family hund katt sjokolade brunost taco kaffe coffee hytte båt bil
`.trim().split(/\s+/));
