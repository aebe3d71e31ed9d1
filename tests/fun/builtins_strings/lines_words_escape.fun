// section: 16.4
print(lines("a\nb"), words("  a  b\tc "), escape_html("<a & \"b\">")) // > [a, b] [a, b, c] &lt;a &amp; &quot;b&quot;&gt;
