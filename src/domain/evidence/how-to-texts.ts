// The text by which anybody checks a dossier of proof with public tools alone. What stands between the two marks can be copied and run as it is.

export const RUN_FROM = "--- da qui ---";
export const RUN_TO = "--- a qui ---";

/** The same for every dossier: nothing in it depends on whom it is about. */
export const HOW_TO_CHECK = `COME SI VERIFICA QUESTO FASCICOLO

Servono solo strumenti pubblici: unzip, sha256sum (GNU coreutils), python3 (libreria standard), openssl; jq
per leggere. Estrarre il fascicolo in una cartella vuota e aprire lì un terminale. Ciò che sta tra «${RUN_FROM}»
e «${RUN_TO}» si può copiare ed eseguire così com'è.

1. I file sono quelli scritti in origine

Ogni file ha la sua impronta SHA-256 in impronte.txt. Ogni riga deve finire con «OK» (o «SUCCESSO»).

${RUN_FROM}
sha256sum --check --strict impronte.txt
${RUN_TO}

L'elenco non contiene sé stesso né la marca temporale. La sua impronta è quella scritta nel registro degli atti
del caso, nell'atto «Fascicolo di prova consegnato», e si può chiedere alla sede:

${RUN_FROM}
sha256sum impronte.txt
${RUN_TO}

2. Il registro degli atti è intero

In registro.json ogni catena elenca gli atti di un caso. Per ogni atto:
 - «impegno» è lo SHA-256 di «sale» (byte) seguito da «contenuto» (UTF-8). Se il contenuto è stato cancellato a
   norma di legge, sale e contenuto sono null e l'impegno resta;
 - «impronta» è lo SHA-256 del testo JSON, senza spazi, della lista: id, soggetto, numero, genere, autore,
   ruolo, avvenuto, norma, impegno, precedente;
 - «precedente» è l'impronta dell'atto che viene prima; il primo non ne ha.
L'ultima impronta è la «testa» della catena. Ogni «notte» ha conservato la testa di allora: deve essere
l'impronta dell'atto con quel numero. I messaggi e i documenti devono avere l'impronta che il registro dice.

${RUN_FROM}
python3 - <<'FINE'
import hashlib, json, sys
sha = lambda data: hashlib.sha256(data).hexdigest()
record = json.load(open("registro.json", encoding="utf-8"))
faults = 0
def fault(text):
    global faults
    faults += 1
    print("NON TORNA:", text)
for chain in record["catene"]:
    previous = None
    for at, act in enumerate(chain["atti"], 1):
        name = "catena %s, atto %s" % (chain["soggetto"], act["numero"])
        link = [act["id"], chain["soggetto"], act["numero"], act["genere"], act["autore"], act["ruolo"],
                act["avvenuto"], act["norma"], act["impegno"], act["precedente"]]
        text = json.dumps(link, ensure_ascii=False, separators=(",", ":"))
        if act["numero"] != at: fault(name + ": manca un atto")
        if act["precedente"] != previous: fault(name + ": non segue quello che viene prima")
        if sha(text.encode("utf-8")) != act["impronta"]: fault(name + ": è stato cambiato")
        if act["sale"] is not None:
            content = bytes.fromhex(act["sale"]) + act["contenuto"].encode("utf-8")
            if sha(content) != act["impegno"]: fault(name + ": il contenuto è stato cambiato")
        previous = act["impronta"]
    if previous != chain["testa"] or len(chain["atti"]) != chain["numero"]: fault("testa della catena " + chain["soggetto"])
    for night in chain["notti"]:
        if chain["atti"][night["numero"] - 1]["impronta"] != night["testa"]: fault("notte del " + night["giorno"])
    print("catena %s: %d atti, %d notti" % (chain["soggetto"], chain["numero"], len(chain["notti"])))
originals = record["documenti"] + record["messaggi"] + [r for m in record["messaggi"] for r in m["ricevute"]]
for one in originals:
    if one["file"] is not None and one["impronta"] is not None:
        if sha(open(one["file"], "rb").read()) != one["impronta"]: fault(one["file"])
print("IL REGISTRO TORNA" if faults == 0 else "%d ANOMALIE" % faults)
sys.exit(0 if faults == 0 else 1)
FINE
${RUN_TO}

Il «riepilogo» di ogni notte riassume le teste di tutte le catene dell'archivio e segue quello della notte prima:
chi ha conservato o pubblicato un riepilogo può chiedere che venga ricalcolato sull'archivio intero.

3. Gli atti, in ordine di tempo

${RUN_FROM}
jq -r '.catene[].atti[] | [.numero, .avvenuto, .genere, .autore, .norma] | @tsv' registro.json
${RUN_TO}

4. La marca temporale

marca-temporale.txt dice se c'è. Se c'è, marca-temporale.tsr è la risposta (RFC 3161) dell'autorità di marcatura
su impronte.txt: prova che l'elenco, e quindi ogni file, esisteva in quel momento. Serve il certificato
dell'autorità, che si prende da lei o dall'elenco dei prestatori di servizi fiduciari: salvarlo come autorita.pem.

${RUN_FROM}
if [ -f marca-temporale.tsr ]; then
  sha256sum --check --strict marca-temporale.txt
  openssl ts -reply -in marca-temporale.tsr -text | grep "Time stamp:"
  openssl ts -verify -data impronte.txt -in marca-temporale.tsr -CAfile autorita.pem
else
  cat marca-temporale.txt
fi
${RUN_TO}

5. Le ricevute PEC

I file ricevute/*.eml sono le ricevute del gestore della PEC, intere, come sono arrivate: la sua firma copre il
testo e daticert.xml, che dice di quale messaggio (msgid), per quale casella e quando. Ogni riga deve dire «CMS
Verification successful». Per verificare anche di chi è il certificato, mettere al posto di -noverify le autorità
dei gestori PEC (-CAfile FILE -purpose any).

${RUN_FROM}
for file in ricevute/*.eml; do
  [ -e "$file" ] || continue
  openssl cms -verify -inform SMIME -in "$file" -noverify -out /dev/null
done
${RUN_TO}

6. Con Convoca

Chi ha il programma fa tutti questi controlli con un comando: convoca dossier verify FILE
`;
