package lint

type shape struct{}
