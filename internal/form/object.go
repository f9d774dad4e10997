package form

import (
	"bytes"
	"encoding/json"
)

// object is a JSON object whose keys keep their order.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		key, err := marshal(m.key)
		if err != nil {
			return nil, err
		}
		value, err := marshal(m.value)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, key...), ':'), value...)
	}
	return append(b, '}'), nil
}

// marshal is JSON in which <, > and & stand for themselves.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// anyOf accepts what one of the alternatives accepts.
func anyOf(alternatives ...any) object {
	if len(alternatives) == 1 {
		if o, ok := alternatives[0].(object); ok {
			return o
		}
	}
	return object{{"anyOf", alternatives}}
}

func allOf(parts ...any) object {
	if len(parts) == 1 {
		return parts[0].(object)
	}
	return object{{"allOf", parts}}
}

func notThat(s any) object { return object{{"not", s}} }

func pattern(p string) object { return object{{"type", "string"}, {"pattern", p}} }

func ref(definition string) object { return object{{"$ref", "#/$defs/" + definition}} }
