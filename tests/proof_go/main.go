// Checks what reformlog wrote with Go's own sumdb packages. Reads one JSON object, answers with another.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type input struct {
	VerifierKey, PrivateKey, Text string
	New, Old                      string // signed checkpoints
	Consistency                   tlog.TreeProof
	Inclusion                     []struct {
		Index int64
		Line  string
		Proof tlog.RecordProof
	}
	Tiles string // the folder with the tiles of New
}

// folder reads C2SP's tile/<L>/<N>, which is Go's tile/8/<L>/<N> without the height.
type folder string

func (f folder) Height() int                       { return 8 }
func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) (found [][]byte, err error) {
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func open(data string, known note.Verifiers) (tree tlog.Tree, err error) {
	opened, err := note.Open([]byte(data), known)
	if err != nil {
		return tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if _, err = fmt.Sscan(lines[1], &tree.N); err != nil {
		return tree, err
	}
	tree.Hash, err = tlog.ParseHash(lines[2])
	return tree, err
}

func check(in input) error {
	verifier, err := note.NewVerifier(in.VerifierKey)
	if err != nil {
		return err
	}
	known := note.VerifierList(verifier)
	tree, err := open(in.New, known)
	if err != nil {
		return err
	}
	old, err := open(in.Old, known)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(in.Consistency, tree.N, tree.Hash, old.N, old.Hash); err != nil {
		return err
	}
	for _, one := range in.Inclusion {
		if err := tlog.CheckRecord(one.Proof, tree.N, tree.Hash, one.Index, tlog.RecordHash([]byte(one.Line))); err != nil {
			return err
		}
	}
	// The proofs that Go makes of our tiles are checked again: this version's reader does not authenticate every tile.
	reader := tlog.TileHashReader(tree, folder(in.Tiles))
	for _, one := range in.Inclusion {
		proof, err := tlog.ProveRecord(tree.N, one.Index, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, one.Index, tlog.RecordHash([]byte(one.Line))); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	var cases []input
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		log.Fatal(err)
	}
	answers := []map[string]string{}
	for _, in := range cases {
		answer := map[string]string{"error": ""}
		if err := check(in); err != nil {
			answer["error"] = err.Error()
		}
		signer, err := note.NewSigner(in.PrivateKey)
		if err != nil {
			log.Fatal(err)
		}
		signed, err := note.Sign(&note.Note{Text: in.Text}, signer)
		if err != nil {
			log.Fatal(err)
		}
		answer["signed"] = string(signed)
		answers = append(answers, answer)
	}
	json.NewEncoder(os.Stdout).Encode(answers)
}
