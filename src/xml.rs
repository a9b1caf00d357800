//! What reading any XML file needs: elements, their texts, and a mistake's place with the words that stand there.

use roxmltree::{Document, Node, TextPos};

/// Child elements.
pub(crate) fn elements<'a, 'i: 'a>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

/// The first child element called `name`.
pub(crate) fn child<'a, 'i: 'a>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    elements(node).find(|child| child.tag_name().name() == name)
}

/// All text of an element as it stands.
pub(crate) fn raw(node: Node<'_, '_>) -> String {
    node.children().filter(Node::is_text).filter_map(|part| part.text()).collect()
}

/// All text of an element, trimmed.
pub(crate) fn text(node: Node<'_, '_>) -> String {
    raw(node).trim().to_owned()
}

/// At most 60 characters.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

/// Where `node` begins in the file whose text is `source`, and what stands there: a leaf whole, else its opening tag.
pub(crate) fn excerpt(source: &str, document: &Document<'_>, node: Node<'_, '_>) -> (TextPos, String) {
    let whole = source.get(node.range()).unwrap_or_default();
    let leaf = elements(node).next().is_none();
    let end = if leaf { whole.len() } else { whole.find('>').map_or(0, |end| end + 1) };
    let shown: String = whole[..end].split_whitespace().collect::<Vec<_>>().join(" ");
    (document.text_pos_at(node.range().start), shortened(&shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_is_shown_whole_and_other_elements_by_their_tag() {
        let source = "<a>\n  <b k=\"1\"\n     l=\"2\"><c> 甲\n 乙 </c></b></a>";
        let document = Document::parse(source).unwrap();
        let b = child(document.root_element(), "b").unwrap();
        let c = child(b, "c").unwrap();
        let (at, shown) = excerpt(source, &document, b);
        assert_eq!(((at.row, at.col), shown.as_str()), ((2, 3), "<b k=\"1\" l=\"2\">"));
        let (at, shown) = excerpt(source, &document, c);
        assert_eq!(((at.row, at.col), shown.as_str()), ((3, 12), "<c> 甲 乙 </c>"));
        assert_eq!((raw(c), text(c)), (" 甲\n 乙 ".to_owned(), "甲\n 乙".to_owned()));
        assert_eq!((elements(b).count(), child(b, "d").is_none()), (1, true));
    }

    #[test]
    fn sixty_characters_are_not_cut() {
        assert_eq!(shortened(&"甲".repeat(60)), "甲".repeat(60));
        assert_eq!(shortened(&"甲".repeat(61)), "甲".repeat(60) + "...");
    }
}
