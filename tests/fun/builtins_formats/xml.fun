// section: 16.9.documents
// Elements, attributes, text; what is not well formed is 0.
doc = xml_parse("<?xml version=\"1.0\"?><!DOCTYPE r [<!ELEMENT r ANY>]>\n<r a=\"1 &lt; 2\" b='&#65;&#x42;'><!-- no --><x>one</x>two<y/><x k=\"v\">th<b>r</b>ee<![CDATA[<&>]]></x></r>\n")
root = xml_root(doc)
print(doc > 0, root > 0, kind(root), xml_root(doc) == root) // > true true Number true
print(xml_name(root), xml_attr(root, "a"), xml_attr(root, "b"), xml_attr(root, "c")) // > r 1 < 2 AB nil
children = xml_children(root)
print(children.map(xml_name), children.map(xml_text)) // > [x, y, x] [one, , three<&>]
print(xml_text(root), xml_attr(children[2], "k"), xml_children(children[2]).map(xml_name)) // > onetwothree<&> v [b]
print(xml_name(xml_root(xml_parse("<\u{e9}l/>"))), xml_text(xml_root(xml_parse("<a> &amp;&quot;&apos;&gt; </a>")))) // > él  &"'> 
for bad in ["", "<a>", "</a>", "<a></b>", "<a/><b/>", "x<a/>", "<a b></a>", "<a b=c/>", "<a>&no;</a>", "<a><!-- </a>", "<1/>", "<a b=\"<a/>"]
  if xml_parse(bad) != 0
    print("parsed", bad)
print(xml_root(0), repr(xml_name(1)), repr(xml_text(nil)), xml_attr(doc, "x"), xml_children(doc)) // > 0 "" "" nil []
print(xml_escape("<a href=\"x\">'&'</a>")) // > &lt;a href=&quot;x&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;
deep = xml_parse(repeat("<a>", 500) + "x" + repeat("</a>", 500))
print(xml_text(xml_root(deep)), len(xml_children(xml_root(deep)))) // > x 1
