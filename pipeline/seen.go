package pipeline

import "encoding/binary"

// seenComment is what is remembered of a comment: 24 bytes.
type seenComment struct {
	id     digest
	text   textDigest
	origin int32 // place in deduper.origins
}

// chunkSize is how many comments are remembered in one piece of memory.
const chunkSize = 1 << 12

// seenComments holds comments by id, some thirty bytes each. What is held is never moved, so that growing does not need twice the memory.
type seenComments struct {
	chunks [][]seenComment
	n      int
	slots  []uint32 // open-addressed by id: number of the comment, from 1
}

func (s *seenComments) at(number uint32) *seenComment {
	return &s.chunks[(number-1)/chunkSize][(number-1)%chunkSize]
}

// slot gives the place of an id in slots, or where it would be. Ids are hashes, so their bytes are spread evenly.
func (s *seenComments) slot(id digest) int {
	i := int(binary.LittleEndian.Uint64(id[:]) % uint64(len(s.slots)))
	for s.slots[i] != 0 && s.at(s.slots[i]).id != id {
		if i++; i == len(s.slots) {
			i = 0
		}
	}
	return i
}

// get gives the comment of an id, or nil.
func (s *seenComments) get(id digest) *seenComment {
	if s.n == 0 {
		return nil
	}
	if number := s.slots[s.slot(id)]; number != 0 {
		return s.at(number)
	}
	return nil
}

// put remembers a comment, in place of an earlier one of its id.
func (s *seenComments) put(c seenComment) {
	if earlier := s.get(c.id); earlier != nil {
		*earlier = c
		return
	}
	if s.n%chunkSize == 0 {
		s.chunks = append(s.chunks, make([]seenComment, 0, chunkSize))
	}
	last := len(s.chunks) - 1
	s.chunks[last] = append(s.chunks[last], c)
	if s.n++; s.n*4 <= len(s.slots)*3 {
		s.slots[s.slot(c.id)] = uint32(s.n)
		return
	}
	s.slots = make([]uint32, max(chunkSize, 2*len(s.slots)))
	for number := 1; number <= s.n; number++ {
		s.slots[s.slot(s.at(uint32(number)).id)] = uint32(number)
	}
}
