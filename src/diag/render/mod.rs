//! Renderers: human, short, JSON, SARIF, GitHub.
